from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0009_quarantine_sender")]

    operations = [
        migrations.AlterField(
            "event",
            "site",
            models.ForeignKey("records.Site", models.PROTECT, db_index=False, db_constraint=False),
        ),
    ]
