#!/usr/bin/env python3
# Puts the pictures of a folder on one page: a row a view, a column a look. Names are look@scale.view.png.
# SPDX-License-Identifier: Apache-2.0
import html
import pathlib
import sys

STYLE = """body { font: 13px sans-serif; background: #f4f4f4; margin: 12px }
table { border-collapse: collapse } th { text-align: left; position: sticky; top: 0; background: #f4f4f4 }
th, td { padding: 4px; vertical-align: top } img { width: 420px; border: 1px solid #888 }"""


def main():
    folder = pathlib.Path(sys.argv[1])
    looks, views = [], []
    for file in sorted(folder.glob("*.png")):
        look, view = file.name.removesuffix(".png").split(".", 1)
        looks += [look] if look not in looks else []
        views += [view] if view not in views else []
    head = "".join(f"<th>{html.escape(look)}</th>" for look in looks)
    rows = []
    for view in sorted(views):
        cells = []
        for look in looks:
            name = f"{look}.{view}.png"
            exists = (folder / name).exists()
            cells.append(f'<td><a href="{html.escape(name)}"><img loading="lazy" src="{html.escape(name)}" alt="{html.escape(view)}, {html.escape(look)}"></a></td>'
                         if exists else "<td></td>")
        rows.append(f"<tr><th>{html.escape(view)}</th>{''.join(cells)}</tr>")
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>TxDesk: every view</title><style>{STYLE}</style>"
        f"<table><tr><th></th>{head}</tr>{''.join(rows)}</table>", encoding="utf-8")
    print(f"{len(list(folder.glob('*.png')))} pictures of {len(views)} views: {folder / 'index.html'}")


main()
