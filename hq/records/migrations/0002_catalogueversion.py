from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                ("version", models.BigIntegerField(primary_key=True, serialize=False)),
                ("published", models.DateField()),
                ("valid_from", models.DateField()),
                ("data", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("taken_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"db_table": "catalogue_version"},
        ),
    ]
