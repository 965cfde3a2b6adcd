from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0011_municipality_reader"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            "ProvisionalFigure",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("figure_id", models.CharField(max_length=64)),
                ("version", models.BigIntegerField()),
                ("is_last", models.BooleanField(default=True)),
                ("site", models.ForeignKey("records.Site", models.PROTECT, db_index=False)),
                ("day", models.DateField()),
                ("session_kind", models.CharField(max_length=64)),
                ("programme", models.CharField(max_length=64)),
                ("sessions", models.BigIntegerField(null=True)),
                ("visits", models.BigIntegerField(null=True)),
                ("consultations", models.BigIntegerField(null=True)),
                ("how", models.CharField(max_length=16)),
                ("note", models.TextField()),
                ("withdrawn", models.BooleanField(default=False)),
                ("taken_by", models.TextField()),
                ("taken_at", models.DateTimeField()),
            ],
            {"db_table": "provisional"},
        ),
        migrations.AddConstraint(
            "ProvisionalFigure",
            models.UniqueConstraint(fields=["figure_id", "version"], name="provisional_version"),
        ),
        migrations.AddIndex(
            "ProvisionalFigure",
            models.Index(
                fields=["day", "site"],
                condition=models.Q(is_last=True, withdrawn=False),
                name="provisional_day",
            ),
        ),
        migrations.CreateModel(
            "ReportJob",
            [
                ("job_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("owner", models.ForeignKey("auth.User", models.CASCADE)),
                ("asked", models.TextField()),
                ("scope", models.TextField()),
                ("state", models.CharField(max_length=16)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("reached", models.TextField(default="")),
                ("result", models.TextField(default="")),
                ("refusal", models.TextField(default="")),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            {"db_table": "report_job"},
        ),
        migrations.AddIndex("ReportJob", models.Index(fields=["state", "asked_at"], name="report_job_next")),
    ]
