"""設定: how this desk looks and sounds, who works here, what is asked, and what keeps the records safe."""
