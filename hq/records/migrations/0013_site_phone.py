from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0012_provisional_and_jobs")]

    operations = [
        migrations.AddField("Site", "phone", models.CharField(max_length=16, default="")),
    ]
