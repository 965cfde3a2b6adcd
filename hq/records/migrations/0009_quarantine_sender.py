from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0008_enrolment_key")]

    operations = [
        migrations.AddField("quarantined", "sender", models.CharField(max_length=64, null=True)),
        migrations.AddIndex(
            "quarantined",
            models.Index(
                fields=["site", "sender"],
                condition=models.Q(decision=None, released_at=None, sender__isnull=False),
                name="quarantined_waiting",
            ),
        ),
    ]
