from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_history")]

    operations = [
        migrations.CreateModel(
            name="HandoutVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handout", models.CharField(max_length=64)),
                ("version", models.BigIntegerField()),
                ("valid_from", models.DateField()),
                ("data", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("taken_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"db_table": "handout_version"},
        ),
        migrations.AddConstraint(
            model_name="handoutversion",
            constraint=models.UniqueConstraint(fields=["handout", "version"], name="handout_once"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(condition=models.Q(("kind", "handout.feedback")), fields=["id"], name="event_feedback"),
        ),
    ]
