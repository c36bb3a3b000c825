"""Which facts a firm's page shows. Codes are the vocabulary of the rule books."""

# What the firm's page sets side by side, year by year, in the order of a statement.
YEARLY = (
    *("revenue", "main_income", "cost_of_main", "total_profit", "net_profit"),
    *("total_assets", "total_liabilities", "rd_expense", "reform_spending", "new_equity"),
    *("staff", "rd_staff", "platform_score"),
)
# Reported once, and good until the next report.
STANDING = (
    *("established_on", "niche_since", "industry", "leading_product_field", "chain_role"),
    *("rd_institution_level", "ip_class", "class_1_ip_count", "digital_level"),
    *("national_niche_share", "science_award_3y", "high_tech_valid", "is_single_champion"),
    *("is_tied_to_little_giant", "on_abnormal_list", "serious_dishonesty", "major_accident_3y"),
    *("major_data_incident_3y", "major_pollution_3y", "serious_quality_problem_3y"),
    "makes_prohibited_products",
)
