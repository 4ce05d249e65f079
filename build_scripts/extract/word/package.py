"""The parts of an Office Open XML file (ECMA-376, part 2), opened within limits: nothing in it is run or fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST_PARTS = 20_000
_HIGHEST_RATIO = 400  # Of unpacked to packed bytes; Word's own XML reaches some 40.
_CURE = "ask for another copy, or for a PDF"
_SMALL = 1 << 20  # Bytes up to which any ratio is harmless.
# The namespaces of « strict » files (ISO/IEC 29500) and those of all others.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", b"http://schemas.openxmlformats.org/drawingml/2006/chart"),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", b"http://schemas.openxmlformats.org/drawingml/2006/diagram"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)


class PackageError(Exception):
    """A file that can't be read, with the code of its message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to."""

    kind: str
    """The last word of its type: `footnotes`, `hyperlink`, `chart`."""
    target: str
    """The name of a part, or an address outside."""
    external: bool


@dataclass(slots=True)
class Package:
    """An opened file."""

    archive: zipfile.ZipFile
    unpacked_bytes: int
    """How much may still be unpacked."""
    names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    """The parts by name in lower case, as names of parts don't differ by case."""

    @classmethod
    def opened(cls, data: bytes, unpacked_bytes: int) -> Package:
        """Raises PackageError where the file isn't a package, or is one that can't be read safely."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise PackageError(
                "S030", f"the file is damaged and can't be unpacked ({error}): ask for a new copy"
            ) from None
        infos = archive.infolist()
        if len(infos) > _MOST_PARTS:
            raise PackageError("S032", f"{len(infos):,} parts, more than {_MOST_PARTS:,}: not read; {_CURE}")
        package = cls(archive, unpacked_bytes)
        for info in infos:
            package.names.setdefault(info.filename.replace("\\", "/").lstrip("/").lower(), info)
        return package

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none. Raises PackageError."""
        info = self.names.get(name.lower())
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise PackageError("S031", "a password protects the file: ask for a copy without one")
        inflated = info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * max(info.compress_size, 1)
        if inflated or info.file_size > self.unpacked_bytes:
            raise PackageError("S032", f"{name} unpacks to {info.file_size:,} bytes: not read; {_CURE}")
        try:
            with self.archive.open(info) as part:
                data = part.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise PackageError("S030", f"{name} is damaged ({error}): ask for a new copy") from None
        self.unpacked_bytes -= len(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, or nothing where there is none. Raises PackageError."""
        data = self.read(name)
        return parsed(name, data) if data else None

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by identifier. Raises PackageError."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        relations: dict[str, Relation] = {}
        for element in root.iter(_RELATIONSHIPS) if root is not None else ():
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            relations[element.get("Id", "")] = Relation(kind, target, external)
        return relations


def parsed(name: str, data: bytes) -> etree._Element:
    """The root of XML that may say nothing of itself: no document type, so no entity. Raises PackageError."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError("S030", f"{name} isn't well-formed XML ({error}): ask for a new copy") from None
    if root.getroottree().docinfo.doctype:
        raise PackageError("S030", f"{name} has a document type, which no Word file has: not read; {_CURE}")
    return root
