"""The same policies as SQL for DuckDB, as variables for OpenFisca, as decisions for ZEN.

Written from the plain list by code that shares nothing with the rule engine.
"""

from datetime import date
from typing import Any

import duckdb
import numpy as np
import polars as pl
import zen
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.eligibility.policies import AMOUNTS, WAN, YEARS, Clause, Policy

NOW, BEFORE = YEARS


def name_of(fact: str, year: int = NOW) -> str:
    """Return the column of a fact in the firms' table."""
    return f"{fact}_{year}" if fact in AMOUNTS else fact


# DuckDB


def sql_of(policies: list[Policy], *, reasons: bool = False) -> str:
    """Return one statement: state 1, 2 or 0, the amount, and if asked a mask a policy.

    A mask has two bits a clause: whether it holds, and whether it fails.
    """
    columns = []
    for policy in policies:
        must = [f"({_sql(clause)})" for clause in policy.must]
        ways = [f"({_sql(clause)})" for clause in policy.ways]
        met = " AND ".join([*must, f"({' OR '.join(ways)})"] if ways else must)
        # `CASE` falls to its end where a condition is not known, as null is not true.
        state = f"CASE WHEN {met} THEN 1 WHEN NOT ({met}) THEN 2 ELSE 0 END::TINYINT"
        columns.append(f'{state} AS "{policy.code}.state"')
        if policy.pay:
            paid = f"CASE WHEN {met} THEN {_sql_pay(policy.pay)} WHEN NOT ({met}) THEN 0 END"
            columns.append(f'({paid})::BIGINT AS "{policy.code}.amount"')
        if reasons:
            bits = [
                f"(CASE WHEN {clause} THEN {1 << 2 * at} WHEN NOT {clause} THEN {2 << 2 * at} ELSE 0 END)"
                for at, clause in enumerate(must + ways)
            ]
            columns.append(f'({" + ".join(bits)})::INTEGER AS "{policy.code}.mask"')
    return f"SELECT id, {', '.join(columns)} FROM firms"  # noqa: S608 - our own names


def _sql(clause: Clause) -> str:  # noqa: PLR0911 - a line for each kind of clause
    column, limit = name_of(clause.facts[0]), clause.limit
    match clause.kind:
        case "least":
            return f"{column} >= {limit}"
        case "most":
            return f"{column} <= {limit}"
        case "ratio":
            return f"{column} * 100 >= {limit} * {name_of(clause.facts[1])}"
        case "growth":
            return f"{column} * 100 >= {100 + limit} * {name_of(clause.facts[0], BEFORE)}"
        case "since":
            return f"{column} >= DATE '{limit}'"
        case "until":
            return f"{column} <= DATE '{limit}'"
        case "is":
            return column if limit else f"NOT {column}"
        case "one_of":
            return f"{column} IN ({', '.join(repr(code) for code in limit)})"
        case _:
            return f"{column}[:3] IN ({', '.join(repr(code) for code in limit)})"


def _sql_pay(pay: tuple) -> str:
    match pay:
        case ("fixed", yuan):
            return str(yuan)
        case ("percent", base, percent, cap):
            paid, of = f"{name_of(base)} * {percent} // 100", name_of(base)
        case (_, per, yuan, cap):
            paid, of = f"{per} * {yuan}", per
    # `least` skips a null; what is not known stays so.
    return f"CASE WHEN {of} IS NOT NULL THEN least({paid}, {cap}) END"


def a_database(firms: pl.DataFrame, threads: int, *, ordered: bool) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that holds the firms, texts as enumerations."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute(f"SET preserve_insertion_order = {str(ordered).lower()}")
    connection.register("given", firms.to_arrow())
    columns = []
    for name, kind in firms.schema.items():
        if kind == pl.String and name != "industry":
            codes = ", ".join(repr(one) for one in sorted(firms[name].drop_nulls().unique()))
            connection.execute(f"CREATE TYPE {name}_kind AS ENUM ({codes})")
            columns.append(f"{name}::{name}_kind AS {name}")
        else:
            columns.append(name)
    connection.execute(f"CREATE TABLE firms AS SELECT {', '.join(columns)} FROM given")  # noqa: S608
    return connection


# OpenFisca: what is missing is NaN, for which no comparison holds; so it says who meets a
# policy, not of whom that is unknown. Money in 万元, as its numbers have single precision.


def a_system(policies: list[Policy], facts: list[str]) -> TaxBenefitSystem:
    """Return a system with a variable a fact, a policy, and an amount."""
    firm = build_entity(key="firm", plural="firms", label="Firm", is_person=True)
    system = TaxBenefitSystem([firm])

    def add(name: str, **more: Any) -> None:
        body = {
            "value_type": float,
            "entity": firm,
            "definition_period": DateUnit.YEAR,
            "label": name,
        }
        system.add_variable(type(name, (Variable,), body | more))

    for fact in facts:
        add(fact)
    for policy in policies:
        add(f"{policy.code}_met", value_type=bool, formula=_formula(policy))
        if policy.pay:
            add(f"{policy.code}_paid", formula=_payment(policy))
    return system


def _formula(policy: Policy) -> Any:
    def formula(firms, period):
        met = np.logical_and.reduce([_holds(clause, firms, period) for clause in policy.must])
        if policy.ways:
            met &= np.logical_or.reduce([_holds(clause, firms, period) for clause in policy.ways])
        return met

    return formula


def _holds(clause: Clause, firms: Any, period: Any) -> np.ndarray:  # noqa: PLR0911 - a line for each kind of clause
    values, limit = firms(clause.facts[0], period), clause.limit
    match clause.kind:
        case "least" | "most" as how:
            limit = limit / WAN if clause.facts[0] in AMOUNTS else limit
            return values >= limit if how == "least" else values <= limit
        case "ratio":
            below = firms(clause.facts[1], period).astype(np.float64)
            return values.astype(np.float64) * 100 >= limit * below
        case "growth":
            before = firms(clause.facts[0], period.last_year).astype(np.float64)
            return values.astype(np.float64) * 100 >= (100 + limit) * before
        case "since":
            return values >= days(limit)
        case "until":
            return values <= days(limit)
        case "is":
            return values == (1 if limit else 0)
        case "one_of":
            return np.logical_or.reduce([values == int(code[1:]) for code in limit])
        case _:
            return np.isin(values, [section(code) for code in limit])


def _payment(policy: Policy) -> Any:
    def formula(firms, period):
        met = firms(f"{policy.code}_met", period)
        match policy.pay:
            case ("fixed", yuan):
                paid = yuan
            case ("percent", base, percent, cap):
                whole = firms(base, period).astype(np.float64) * WAN * percent
                paid = np.minimum(np.floor(whole / 100), cap)
            case (_, per, yuan, cap):
                paid = np.minimum(firms(per, period) * yuan, cap)
        return np.where(met, paid, 0)

    return formula


def days(day: date) -> int:
    """Return days since 1970."""
    return (day - date(1970, 1, 1)).days


def section(code: str) -> int:
    """Return a number for an industry's section, such as A01."""
    return ord(code[0]) * 100 + int(code[1:3])


def arrays_of(firms: pl.DataFrame) -> dict[tuple[str, int], np.ndarray]:
    """Return the firms' facts by name and year as single precision with NaN."""
    found = {}
    for name, kind in firms.drop("id").schema.items():
        column = firms[name]
        if name == "industry":
            column = column.str.slice(0, 1).replace_strict(
                {letter: ord(letter) * 100 for letter in "ACDEFGI"}, return_dtype=pl.Int64
            ) + column.str.slice(1, 2).cast(pl.Int64)
        elif kind == pl.String:
            column = column.str.slice(1).cast(pl.Int64)
        elif kind == pl.Date:
            column = column.to_physical()
        fact, _, year = name.rpartition("_")
        key = (fact, int(year)) if fact in AMOUNTS else (name, NOW)
        column = column // WAN if fact in AMOUNTS else column
        found[key] = column.cast(pl.Float32).fill_null(float("nan")).to_numpy()
    return found


def calculated(
    system: TaxBenefitSystem, policies: list[Policy], arrays: dict[tuple[str, int], np.ndarray]
) -> pl.DataFrame:
    """Return who meets each policy, and what those are paid."""
    count = len(next(iter(arrays.values())))
    simulation = SimulationBuilder().build_default_simulation(system, count)
    for (fact, year), values in arrays.items():
        simulation.set_input(fact, str(year), values)
    found = {}
    for policy in policies:
        found[f"{policy.code}.met"] = simulation.calculate(f"{policy.code}_met", str(NOW))
        if policy.pay:
            found[f"{policy.code}.amount"] = simulation.calculate(f"{policy.code}_paid", str(NOW))
    return pl.DataFrame(found)


# ZEN: an expression a policy, compiled; what is missing is null, which it cannot compare.


def expressions_of(policies: list[Policy]) -> list[tuple[Any, list[str]]]:
    """Return each policy compiled, with the columns it reads."""
    found = []
    for policy in policies:
        must = [_zen(clause) for clause in policy.must]
        ways = " or ".join(_zen(clause) for clause in policy.ways)
        text = " and ".join([*must, f"({ways})"] if ways else must)
        columns = {name_of(fact) for clause in policy.clauses for fact in clause.facts}
        columns |= {name_of(one.facts[0], BEFORE) for one in policy.clauses if one.kind == "growth"}
        found.append((zen.compile_expression(text), sorted(columns)))
    return found


def _zen(clause: Clause) -> str:
    column, limit = name_of(clause.facts[0]), clause.limit
    other = ""
    match clause.kind:
        case "least" | "most" as how:
            test = f"{column} {'>=' if how == 'least' else '<='} {limit}"
        case "ratio":
            other = name_of(clause.facts[1])
            test = f"{column} * 100 >= {limit} * {other}"
        case "growth":
            other = name_of(clause.facts[0], BEFORE)
            test = f"{column} * 100 >= {100 + limit} * {other}"
        case "since" | "until" as how:
            test = f"{column} {'>=' if how == 'since' else '<='} {days(limit)}"
        case "is":
            test = f"{column} == {str(limit).lower()}"
        case "one_of":
            test = f"{column} in [{', '.join(repr(code) for code in limit)}]"
        case _:
            test = " or ".join(f"startsWith({column}, '{code}')" for code in limit)
    known = f"{column} != null" + (f" and {other} != null" if other else "")
    return f"({known} ? {test} : false)"


def decided(
    expressions: list[tuple[Any, list[str]]], rows: list[dict[str, Any]]
) -> list[list[bool]]:
    """Return who meets each policy, firm by firm; days are numbers."""
    return [
        [bool(one.evaluate({name: row[name] for name in names})) for one, names in expressions]
        for row in rows
    ]
