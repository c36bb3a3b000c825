"""Where the wrong tries are counted: a table of Django's cache, shared by all processes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        # Unlogged: after a crash of the database the counts begin anew, and counting is cheap.
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE accounts_tries (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX accounts_tries_expires ON accounts_tries (expires);
            """,
            "DROP TABLE accounts_tries",
        ),
    ]
