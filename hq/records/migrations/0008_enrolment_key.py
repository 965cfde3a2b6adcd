from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0007_quarantine_decision")]

    operations = [migrations.AddField("enrolmentcode", "shared_key", models.BinaryField(default=b""))]
