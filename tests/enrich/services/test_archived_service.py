"""What all services have in common: the archive first, and an allowance that is used up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.archive import Archive, Row
from citeloom.enrich.services.archived_service import ArchivedService
from citeloom.graph.errors import BudgetSpent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_AGO = "2020-01-01T00:00:00.000000+00:00"


class Shop(ArchivedService[list[int]]):
    """A service whose client is a list of the prices that were asked."""

    SERVICE = "shop"

    def buy(self, price: int, left: int) -> int:
        def pay(prices: list[int]) -> int:
            prices.append(price)
            if price > left:
                raise BudgetSpent(f"{price} is more than {left}")
            return price

        return self._ask(pay, cost=price)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        opened.put_many([Row("shop", "thing", "old", {"a": 1}, LONG_AGO)])
        yield opened


@pytest.mark.parametrize(
    ("prices", "left", "sent"),
    [
        pytest.param([10, 10], 5, [10], id="the same again is not sent"),
        pytest.param([10, 11], 5, [10], id="nor what is dearer"),
        pytest.param([10, 1], 5, [10, 1], id="what is cheaper is"),
        pytest.param([10, 7, 9, 6, 1], 5, [10, 7, 6, 1], id="until it does not suffice either"),
        pytest.param([1, 0, 0, 1], 0, [1, 0, 0], id="what is free goes on"),
        pytest.param([0, 0, 1], -1, [0, 0], id="a refusal of what is free stops what costs"),
        pytest.param([1, 1], 5, [1, 1], id="what suffices goes on"),
    ],
)
def test_what_an_allowance_did_not_suffice_for_is_not_asked_again(
    archive: Archive, prices: list[int], left: int, sent: list[int]
) -> None:
    asked: list[int] = []
    shop = Shop(asked, archive)
    for price in prices:
        if price > left:
            with pytest.raises(BudgetSpent):
                shop.buy(price, left)
        else:
            assert shop.buy(price, left) == price
    assert asked == sent


@pytest.mark.parametrize(
    ("client", "refresh", "kept"),
    [([], False, ["old"]), ([], True, []), (None, False, ["old"]), (None, True, ["old"])],
)
def test_a_refresh_asks_for_what_is_old_where_somebody_can_be_asked(
    archive: Archive, client: list[int] | None, *, refresh: bool, kept: list[str]
) -> None:
    shop = Shop(client, archive, refresh=refresh)
    assert list(shop._read_kept("thing", ["old", "never"])) == kept
    assert shop.may_ask is (client is not None)


def test_what_the_archive_has_is_told_without_reading_it(archive: Archive, tmp_path: Path) -> None:
    archive.put("shop", "thing", "none", None, LONG_AGO)
    found = archive.find("shop", "thing", ["old", "none", "never"])
    assert {key: each.exists for key, each in found.items()} == {"old": True, "none": False}
    assert {each.fetched_at for each in found.values()} == {LONG_AGO}
    exported = tmp_path / "exported.jsonl"
    archive.export_jsonl(exported, sample=True)
    with Archive.open(exported, mode="read") as base:
        assert base.find("shop", "thing", ["old", "none", "never"]).keys() == found.keys()
        with Archive.open(tmp_path / "over.sqlite", mode="write", base=base) as over:
            over.put("shop", "thing", "none", {"a": 2}, LONG_AGO)
            there = over.find("shop", "thing", ["old", "none", "never"])
    assert {key: (each.exists, each.sample) for key, each in there.items()} == {
        "old": (True, True),
        "none": (True, False),
    }
