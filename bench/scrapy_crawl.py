"""Scrapy's bare crawl of the bench site, in a process of its own: its reactor starts only once."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess


class Columns(scrapy.Spider):
    """Every column's listing, and every article it links to; nothing is kept."""

    name = "columns"
    url = ""
    bodies = 0
    pages = 0
    began = 0.0
    ended = 0.0

    async def start(self) -> Any:
        for number in range(self.bodies):
            yield scrapy.Request(f"{self.url}/jz/t{number}/bg/", callback=self.listing)

    def listing(self, response: Any) -> Iterator[Any]:
        self._count()
        for href in response.css("ul.zwxl-list a::attr(href)").getall():
            yield response.follow(href, callback=self.article)

    def article(self, _response: Any) -> None:
        self._count()

    def _count(self) -> None:
        cls = type(self)
        cls.pages += 1
        cls.ended = time.perf_counter()


def main(url: str, n_bodies: int, out: Path) -> None:
    settings: dict[str, Any] = {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False}
    process = CrawlerProcess(settings)
    process.crawl(Columns, url=url, bodies=n_bodies)
    began = time.perf_counter()
    process.start()
    took = Columns.ended - began
    out.write_text(json.dumps({"pages": Columns.pages, "seconds": took}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
