"""Makes the sounds of the desk and the call board: `python tools/make_sounds.py`.

Soft sines with a fundamental of at most 2,500 Hz, which older ears still hear, with a gentle start and end. Made
by arithmetic alone, so nobody else has a right in them.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 44_100
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "sounds"

# (frequency in Hz, seconds) one after the other; 0 Hz is silence.
SOUNDS = {
    "done": ((1046.5, 0.09), (1568.0, 0.16)),
    "please_look": ((784.0, 0.14), (0, 0.05), (784.0, 0.14), (0, 0.05), (988.0, 0.2)),
    "not_read": ((392.0, 0.16), (0, 0.04), (294.0, 0.28)),
    "call": ((659.3, 0.34), (523.3, 0.6)),
}


def tone(frequency: float, seconds: float) -> list[float]:
    """One tone between -1 and 1, with a little of its octave, eased in over 8 ms and out over half its length."""
    count = round(RATE * seconds)
    return [_sample(frequency, index, count) for index in range(count)]


def _sample(frequency: float, index: int, count: int) -> float:
    angle = 2 * math.pi * frequency * index / RATE
    ease_in = min(1.0, index / (RATE * 0.008))
    ease_out = min(1.0, (count - index) / (count * 0.5))
    return (0.8 * math.sin(angle) + 0.15 * math.sin(2 * angle)) * ease_in * ease_out**2


def write(name: str, tones: tuple[tuple[float, float], ...]) -> Path:
    """Write one sound: mono, 16 bit, 44.1 kHz."""
    samples = [sample for frequency, seconds in tones for sample in tone(frequency, seconds)]
    path = FOLDER / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(sample * 24_000)) for sample in samples))
    return path


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for sound, tones in SOUNDS.items():
        print(write(sound, tones).name)
