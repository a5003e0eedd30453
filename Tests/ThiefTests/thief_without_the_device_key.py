"""Thief 9: the whole machine and the passphrase of somebody with a device key, which is somewhere else."""

import dataclasses

from story import BEHIND_DEVICE_KEY, WITH_DEVICE_KEY
from thieves import Result, in_words


def steal(scene):
    today = scene.story.today
    without = today.everything(WITH_DEVICE_KEY)
    scene.must_open(without, set(), today, "a passphrase without its device key")
    complete = dataclasses.replace(without, device_keys=(today.device_key(WITH_DEVICE_KEY),))
    scene.must_open(complete, BEHIND_DEVICE_KEY, today, "control")
    return Result(
        9, "+ the passphrase of somebody with a device key, which the thief has not", "no content",
        f"with the device key: what that person holds ({in_words(BEHIND_DEVICE_KEY)})")
