from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_revocation_and_decision")]

    operations = [
        migrations.CreateModel(
            "QuarantineDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarantined", models.ForeignKey("records.Quarantined", models.PROTECT)),
                ("decision", models.CharField(max_length=16)),
                ("by", models.TextField()),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "quarantine_decision"},
        ),
    ]
