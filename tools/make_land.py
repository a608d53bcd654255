# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.0"]
# ///
"""Makes src/hanoi_korea_site/data/land.json, the land of East and South-East Asia as one SVG path.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run tools/make_land.py package/land-50m.json

The source is Natural Earth (public domain) as packed by npm's world-atlas. The projection is Mercator;
the numbers kept in the file tell where a place lies on it. Land only: no borders are drawn, since some are disputed in
these seas.
"""

import json
import math
import sys
from pathlib import Path

from shapely import box, make_valid, transform, union_all
from shapely.geometry import MultiPolygon, Polygon

WEST, EAST, SOUTH, NORTH = 92.0, 150.0, -11.0, 54.0
UNITS = 10.0  # SVG units a degree of longitude
TOLERANCE = 0.8
SMALLEST = 4.0  # square units; smaller islands would be specks
TARGET = Path(__file__).parents[1] / "src/hanoi_korea_site/data/land.json"


def mercator(latitude: float) -> float:
    """Degrees of longitude that the Mercator projection gives to `latitude`."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    return (longitude - WEST) * UNITS, (mercator(NORTH) - mercator(latitude)) * UNITS


def arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """The file's delta-coded lines, in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + shift_x, y * scale_y + shift_y))
        lines.append(line)
    return lines


def ring(indices: list[int], lines: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in indices:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        points += line[1:] if points else line
    return points


def land(topology: dict) -> MultiPolygon:
    """The land inside the box, projected and simplified, without its lakes."""
    lines = arcs(topology)
    shapes = topology["objects"]["land"]["geometries"]
    polygons = [polygon for shape in shapes for polygon in shape["arcs"]]
    whole = union_all([make_valid(Polygon(ring(polygon[0], lines))) for polygon in polygons])
    plane = transform(whole & box(WEST, SOUTH, EAST, NORTH), lambda points: [project(x, y) for x, y in points])
    simple = plane.simplify(TOLERANCE)
    return MultiPolygon([part for part in simple.geoms if isinstance(part, Polygon) and part.area > SMALLEST])


def path(shape: MultiPolygon) -> str:
    rings = [[f"{x:.0f} {y:.0f}" for x, y in part.exterior.coords[:-1]] for part in shape.geoms]
    return "".join("M" + "L".join(points) + "Z" for points in sorted(rings, key=len, reverse=True))


def main(source: Path) -> None:
    width, height = project(EAST, SOUTH)
    content = {
        "source": "Natural Earth land 1:50m (public domain), from npm world-atlas 2.0.2; made by tools/make_land.py",
        "west": WEST,
        "north": NORTH,
        "units": UNITS,
        "width": round(width),
        "height": round(height),
        "path": path(land(json.loads(source.read_text(encoding="utf-8")))),
    }
    TARGET.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
