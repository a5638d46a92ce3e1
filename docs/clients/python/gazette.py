"""A client of the API on nothing but Python's standard library (3.9 or newer): copy it.

What does a unit have to do, and where is that printed?
    python3 docs/clients/python/gazette.py 瓯海区政府 http://localhost:4000
"""
from __future__ import annotations

import json
import random
import sys
import time
import urllib.error
import urllib.request
from typing import Any, Callable, Iterator, Optional, TypedDict

# These pass by themselves. A question changes nothing, so it may be asked again, but not for ever, and later each time.
PASSING = ("STORE_UNAVAILABLE", "OVERLOADED")
TRIES = 4
FIRST_PAUSE_S = 0.2
PATIENCE_S = 30


class Failure(TypedDict, total=False):
    message: str
    extensions: dict[str, Any]


class Answer(TypedDict, total=False):
    data: Optional[dict[str, Any]]
    errors: list[Failure]


class ApiError(Exception):
    """What went wrong, by its code (README lists them); `candidates` are what an AMBIGUOUS_NAME can mean."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure["message"])
        extensions = failure.get("extensions", {})
        self.code: Optional[str] = extensions.get("code")
        self.candidates: list[dict[str, str]] = extensions.get("candidates", [])


class Gazette:
    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, query: str, variables: Optional[dict[str, Any]] = None) -> dict[str, Any]:
        """The answer, whole: any error is raised, also one that stands beside data."""
        for tried in range(1, TRIES + 1):
            answer = self._send(query, variables or {})
            data, failures = answer.get("data"), answer.get("errors")
            if data is not None and not failures:
                return data
            error = ApiError(failures[0] if failures else {"message": "an answer without data"})
            if tried == TRIES or error.code not in PASSING:
                raise error
            # Not all at the same moment: a server that comes back is not met by everybody at once.
            time.sleep(FIRST_PAUSE_S * 2 ** (tried - 1) * (1 + random.random()))
        raise AssertionError("the last try returns or raises")

    def ask_saved(self, name: str, **variables: Any) -> dict[str, Any]:
        """A saved question by its name; what is not given is asked with its default."""
        found = self.ask("query ($name: String!) { question(name: $name) { operation } }", {"name": name})["question"]
        if found is None:
            raise LookupError(f"no saved question is called {name}; `questions` lists them")
        return self.ask(found["operation"], variables)

    def _send(self, query: str, variables: dict[str, Any]) -> Answer:
        headers = {"content-type": "application/json", "accept": "application/graphql-response+json, application/json"}
        request = urllib.request.Request(f"{self.url}/graphql", json.dumps({"query": query, "variables": variables}).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
                text, kind, status = response.read(), response.headers.get_content_type(), response.status
        except urllib.error.HTTPError as refused:  # it has a body like any other answer
            with refused:
                text, kind, status = refused.read(), refused.headers.get_content_type(), refused.code
        if "json" not in kind:
            raise ApiError({"message": f"HTTP {status}, and no JSON: {text[:100]!r}"})
        answer: Answer = json.loads(text)
        return answer


def rows(page_after: Callable[[Optional[str]], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every row of a connection; the next page is asked for when it is needed."""
    cursor: Optional[str] = None
    while True:
        page = page_after(cursor)
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        cursor = page["pageInfo"]["endCursor"]


class Evidence(TypedDict):
    line: int
    quote: str


UNIT_BY_NAME = "query ($name: String!) { unit(name: $name) { name aliases { name } } }"
DUTIES_PAGE = """query ($unit: String!, $first: Int!, $after: String) {
  responsibilities(expandGroups: true, first: $first, after: $after, where: {unit: {name: {eq: $unit}}}) {
    nodes { role viaGroup { name } task { kind number name } evidence { line quote } }
    pageInfo { hasNextPage endCursor }
  }
}"""


def proof(evidence: list[Evidence]) -> list[str]:
    return [f"L{each['line']}「{each['quote']}」" for each in evidence]


def main(name: str = "瓯海区政府", url: str = "http://localhost:4000") -> None:
    gazette = Gazette(url)
    unit = gazette.ask(UNIT_BY_NAME, {"name": name})["unit"]
    if unit is None:
        print(f"无此单位 · no such unit: {name}")
        return
    print(" = ".join([unit["name"], *(alias["name"] for alias in unit["aliases"])]))

    # A saved question, asked with other values than its own.
    saved = gazette.ask_saved("DutiesOfAUnit", unit=unit["name"], roles=["LEAD", "SOLE", "JOINT"], kinds=["BLOCK", "TRANSPORT", "PRIORITY"])
    for duty in saved["unit"]["responsibilities"]["nodes"]:
        task = duty["task"]
        print(duty["role"], task["kind"], task["number"], task["name"], *proof(duty["evidence"]))

    # An operation of our own, page by page.
    for duty in rows(lambda after: gazette.ask(DUTIES_PAGE, {"unit": unit["name"], "first": 10, "after": after})["responsibilities"]):
        if duty["viaGroup"]:
            print("via", duty["viaGroup"]["name"], duty["task"]["kind"], duty["task"]["number"], *proof(duty["evidence"]))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ApiError as error:
        print(f"{error.code}: {error}" if error.code else error, file=sys.stderr)
        for candidate in error.candidates:
            print(f"  {candidate['type']} {candidate['name']}", file=sys.stderr)
        sys.exit(1)
