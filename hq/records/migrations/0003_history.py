from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_catalogueversion")]

    operations = [
        migrations.CreateModel(
            name="History",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("first_seq", models.BigIntegerField()),
                ("mark", models.BinaryField()),
                (
                    "site",
                    models.ForeignKey(db_index=False, on_delete=models.deletion.PROTECT, to="records.site"),
                ),
            ],
            options={"db_table": "history"},
        ),
        migrations.AddConstraint(
            model_name="history",
            constraint=models.UniqueConstraint(fields=("site", "first_seq"), name="history_once"),
        ),
    ]
