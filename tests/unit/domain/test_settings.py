from __future__ import annotations

from dataclasses import fields

import pytest

from desktop.domain.errors import BadValue
from desktop.domain.settings import SchedulerSettings, scheduler_options


def test_every_field_is_an_option_and_its_default_fits() -> None:
    assert list(scheduler_options()) == [each.name for each in fields(SchedulerSettings)]
    SchedulerSettings()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("desired_retention", "0.85", 0.85),
        ("new_per_day", "0", 0),
        ("reviews_per_day", " 9999 ", 9_999),
        ("learning_steps", "1m 10m", (60, 600)),
        ("learning_steps", "30s, 2h 1.5d", (30, 7_200, 129_600)),
        ("learning_steps", "1 10", (60, 600)),
        ("learning_steps", "1M、10M", (60, 600)),
        ("learning_steps", "", ()),
        ("relearning_steps", "10m", (600,)),
        ("maximum_interval", "365", 365),
        ("parameters", "", ()),
        ("learn_ahead", "1200", 1_200),
        ("learn_ahead", "20m", 1_200),
        ("fuzz", "false", False),
        ("fuzz", "On", True),
        ("fuzz", "关", False),
        ("day_start", "0", 0),
        ("timezone", "Asia/Shanghai", "Asia/Shanghai"),
        ("timezone", "", ""),
        ("easy_days", "1 1 1 1 1 0.5 0", (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0)),
        ("load_balance", "on", True),
    ],
)
def test_option_is_read_from_text_and_spelled_back(name: str, text: str, value: object) -> None:
    settings = SchedulerSettings().respelled(name, text)
    assert getattr(settings, name) == value
    assert settings.respelled(name, settings.spelled(name)) == settings


def test_weights_are_read_as_a_list() -> None:
    weights = "0.212 1.2931 2.3065 8.2956 6.4133 0.8334 3.0194 0.001 1.8722 0.1666 0.796 1.4835 0.0614 0.2629 1.6483 \
        0.6014 1.8729 0.5425 0.0912 0.0658 0.1542"
    settings = SchedulerSettings().respelled("parameters", f"[{', '.join(weights.split())}]")
    assert settings.parameters == tuple(map(float, weights.split()))
    assert settings.respelled("parameters", settings.spelled("parameters")) == settings


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("desired_retention", "0.5"),
        ("desired_retention", "1"),
        ("desired_retention", "nan"),
        ("desired_retention", "ninety"),
        ("new_per_day", "-1"),
        ("new_per_day", "2.5"),
        ("learning_steps", "0m"),
        ("learning_steps", "10 parsecs"),
        ("learning_steps", "366d"),
        ("learning_steps", "9" * 400 + "d"),
        ("learning_steps", "1m " * 21),
        ("maximum_interval", "0"),
        ("maximum_interval", "36501"),
        ("parameters", "1 2 3"),
        ("parameters", " ".join(["50"] * 21)),
        ("learn_ahead", "2d"),
        ("fuzz", "perhaps"),
        ("day_start", "24"),
        ("timezone", "Asia/Atlantis"),
        ("easy_days", "1 1 1 1 1 0.5"),
        ("easy_days", "1 1 1 1 1 1 2"),
        ("load_balance", "sometimes"),
        ("timezone", "America"),
        ("timezone", "../etc/passwd"),
    ],
)
def test_value_out_of_bounds_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(BadValue) as refused:
        SchedulerSettings().respelled(name, text)
    assert refused.value.fields["name"] == name
    assert refused.value.fields["allowed"] == scheduler_options()[name].allowed


def test_unknown_option_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        SchedulerSettings().respelled("retention", "0.9")


def test_settings_cannot_be_made_with_bad_values() -> None:
    with pytest.raises(BadValue):
        SchedulerSettings(desired_retention=1.5)
    with pytest.raises(BadValue):
        SchedulerSettings(new_per_day=True)
    with pytest.raises(BadValue):
        SchedulerSettings(learning_steps=(0,))
