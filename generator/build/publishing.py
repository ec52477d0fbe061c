"""What an edition is published as: its files by name, and the record of what it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.build import record
from generator.build.digests import digest_of, writing_digest
from generator.build.record_texts import texts_used
from generator.build.snapshot import Made, SnapshotWriter, keeping
from generator.build.wished import Wished, file_of, in_both, told_of
from generator.editions.manifest import DocumentMade, Part
from generator.editions.store import Edition

if TYPE_CHECKING:
    import datetime as dt

    from generator.build.apart import Apart
    from generator.build.beside import MadeTable
    from generator.build.chosen import Chosen
    from generator.build.parcels import Packed
    from generator.build.snapshot import Names
    from generator.editions.manifest import Manifest, Shortened
    from generator.editions.store import EditionStore
    from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Finished:
    """The documents of an edition, written and read back.

    composed  by language, what composing told of the documents; plain: of those without
              marks of changes.
    written   the bytes of each document; proven: what was told of it when it was read back.
    tables    by language, the files of long tables.
    wished    every document of the edition; firsts: those that bring their language's outline.
    """

    chosen: Chosen
    composed: Mapping[str, Any]
    plain: Mapping[str, Any]
    written: Mapping[Wished, bytes]
    proven: Mapping[Wished, Any]
    tables: Mapping[str, list[MadeTable]]
    wished: tuple[Wished, ...]
    firsts: frozenset[Wished]
    shortened: tuple[Shortened, ...]

    def files(self) -> dict[str, bytes]:
        """Every file by name, but the manifest."""
        files = {self._file(one): self.written[one] for one in self.wished}
        files.update({made.file: data for made, data in self._tables()})
        return files

    def manifest(self, number: int, issued: dt.date, notices: tuple[Problem, ...]) -> Manifest:
        """The record of the edition, without the name of what is kept of it."""
        documents = tuple(self._document(one) for one in self.wished)
        tables = tuple(made for made, _ in self._tables())
        return record.manifest_of(self._ingredients(number, issued, notices), documents, tables)

    def keep(
        self, writer: SnapshotWriter, materials: Mapping[str, Packed], apart: Mapping[bytes, Apart]
    ) -> str:
        """Keep all that the documents are made from; gives its name. Raises ``OSError``."""
        order = self.chosen.order
        made = [
            Made(*one, one in self.firsts, (in_both(order, one[2]) or ("", ""))[1])
            for one in self.wished
        ]
        return writer.keep(materials, apart, made, self._fonts)

    def _tables(self) -> list[MadeTable]:
        """The files of long tables in the order of languages, whichever was done first."""
        languages = self.chosen.wanted.languages
        return [one for tag in languages for one in self.tables.get(tag, ())]

    def _document(self, wished: Wished) -> DocumentMade:
        language, name, piece = wished
        data = self.written[wished]
        sha256 = hashlib.sha256(data).hexdigest()
        made_from, proof = made_from_of(self.chosen, self.plain, wished), self._proof(wished)
        file = self._file(wished)
        return DocumentMade(language, name, file, len(data), sha256, made_from, proof, piece)

    def _file(self, wished: Wished) -> str:
        """The name of a document's file, with its marking as file names write it."""
        chosen = self.chosen
        marking = told_of(chosen.order, self.composed, wished).get(
            "marking", chosen.selection.marking
        )
        return file_of(chosen.order, wished, chosen.house.marking.in_file_names(marking))

    def _proof(self, wished: Wished) -> Mapping[str, int]:
        """How much of a document was read back and compared."""
        counted = dict(self.proven[wished].get("proof", {}))
        for one, header in self.proven.items():
            if (one[0], one[2]) == (wished[0], wished[2]) and "values" in header:
                counted["values"] = header["values"]
        return counted

    @property
    def _fonts(self) -> Mapping[str, str]:
        """SHA-256 of the font files that pages took beside the shipped ones, by name."""
        found: dict[str, str] = {}
        for header in self.proven.values():
            found.update(header.get("fonts", {}))
        return found

    def _ingredients(
        self, number: int, issued: dt.date, notices: tuple[Problem, ...]
    ) -> record.Ingredients:
        chosen = self.chosen
        languages = chosen.wanted.languages
        return record.Ingredients(
            order=chosen.order,
            wanted=chosen.wanted,
            edition=number,
            issued=issued,
            marking=chosen.selection.marking,
            above_ceiling=chosen.selection.above_ceiling + chosen.texts_above,
            ceiling=chosen.selection.request.ceiling,
            base=chosen.base,
            selection=chosen.selection,
            template=Part(chosen.template.name, chosen.template_digest),
            house=Part(chosen.house.name, chosen.house_digest),
            locale_data=self.composed[languages[0]]["locale_data"],
            fonts=self._fonts,
            printed={tag: self.plain[tag]["facts"] for tag in languages},
            notices=notices,
            inputs=chosen.inputs,
            terms={tag: self.composed[tag]["terms"] for tag in languages},
            texts=texts_used(chosen.texts, self.composed),
            briefs=record.briefs_used(chosen.parts),
            compared=chosen.compared,
            gate=chosen.gate,
            shortened=self.shortened,
        )


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition that only has to be written: all that it takes, of which nothing changes.

    manifest  without the name of what is kept.
    parcels   the materials of each language; apart: by its parcel, what was chosen, as it is kept.
    names     of what editions of the run share.
    """

    finished: Finished
    manifest: Manifest
    parcels: Mapping[str, Packed]
    apart: Mapping[bytes, Apart]
    store: EditionStore
    names: Names

    def publish(self) -> Edition:
        """Publish it; the caller holds the folder of its order, in whatever thread.

        Raises ``OSError``; nothing of it stands then.
        """
        order, store = self.finished.chosen.order.name, self.store
        with keeping(store.objects, self.names) as writer:
            kept = self.finished.keep(writer, self.parcels, self.apart)
            manifest = replace(self.manifest, snapshot=kept)
            folder = store.publish(order, self.finished.files(), manifest)
        return Edition(order, manifest.edition, folder, manifest)


def made_from_of(chosen: Chosen, plain: Mapping[str, Any], wished: Wished) -> str:
    """The digest of all that a document's looks depend on; equal ones look alike."""
    wanted = chosen.wanted
    day = "today" if wanted.as_of_rule == "today" else wanted.as_of.isoformat()
    content = told_of(chosen.order, plain, wished)["fingerprint"]
    fonts = chosen.fonts_digest
    options = repr(chosen.house.word) if wished[1] == "docx" else ""
    return digest_of(content, writing_digest(), chosen.house_digest, fonts, day, options)
