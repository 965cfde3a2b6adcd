from typing import Any

from django.db import migrations, models


def everybody_until_now_is_of_headquarters(apps: Any, _: object) -> None:
    apps.get_model("auth", "User").objects.update(is_staff=True)


class Migration(migrations.Migration):
    dependencies = [("records", "0010_event_site"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            "MunicipalityReader",
            [
                (
                    "user",
                    models.OneToOneField("auth.User", models.CASCADE, primary_key=True, serialize=False),
                ),
                ("municipality", models.CharField(max_length=16)),
            ],
            {"db_table": "municipality_reader"},
        ),
        migrations.RunPython(everybody_until_now_is_of_headquarters, migrations.RunPython.noop),
    ]
