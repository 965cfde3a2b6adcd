from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0004_handoutversion")]

    operations = [
        migrations.AddField("device", "revocation", models.BinaryField(null=True)),
        migrations.AddField("device", "revocation_seq", models.BigIntegerField(null=True)),
        migrations.AddField("quarantined", "decision", models.CharField(max_length=16, null=True)),
        migrations.AddField("quarantined", "decided_at", models.DateTimeField(null=True)),
        migrations.AddField("quarantined", "decided_by", models.TextField(null=True)),
        migrations.AddField("quarantined", "decided_seq", models.BigIntegerField(null=True)),
        migrations.AddField("quarantined", "note", models.TextField(null=True)),
    ]
