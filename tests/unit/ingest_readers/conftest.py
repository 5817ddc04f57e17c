"""Builders of small files, byte by byte, so that no sample lies about."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

PageMaker = Callable[..., bytes]


def pdf_bytes(pages: Sequence[Sequence[str]], *, encrypt: str | None = None) -> bytes:
    """A PDF with one text line under the other on each page, in Latin letters."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        number = len(objects) + 1
        shown = " T* ".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        kids.append(f"{number} 0 R")
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
                f"/Resources << /Font << /F1 {font} >> >> >>"
            ),
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    plain = (body + f"xref\n0 {size}\n0000000000 65535 f \n{table}{tail}").encode("latin-1")
    return plain if encrypt is None else _locked(plain, encrypt)


def _locked(plain: bytes, password: str) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(plain))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zip_bytes(parts: dict[str, bytes]) -> bytes:
    """A deflated zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def make_pdf() -> PageMaker:
    return pdf_bytes


@pytest.fixture
def make_zip() -> Callable[[dict[str, bytes]], bytes]:
    return zip_bytes


@pytest.fixture(scope="session")
def make_pdf_once() -> bytes:
    return pdf_bytes([["Omar Haddad: We closed in four days."], ["And more words."]])


@pytest.fixture(scope="session")
def make_docx_once() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Omar Haddad: We closed in four days.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
