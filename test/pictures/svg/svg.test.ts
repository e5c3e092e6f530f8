import assert from "node:assert/strict";
import { GATE_LIFE } from "../diagrams/gateLife";
import { WORKFLOW } from "../diagrams/workflow";
import type { Cell } from "../terminal/line";
import { diagramSvg } from "./diagramSvg";
import { escapeXml } from "./escapeXml";
import { PALETTE } from "./palette";
import { terminalSvg } from "./terminalSvg";

const cells = (text: string, style: Cell["style"] = {}, width = 1) =>
  [...text].map((character) => ({ text: character, width, style }));
const draw = (...line: Cell[]) => terminalSvg({ title: "t", description: "d", lines: [line] });
/** Returns the places and the texts of a picture's pieces. */
const piecesOf = (svg: string) =>
  [...svg.matchAll(/<tspan x="([\d.]+)" textLength="([\d.]+)"([^>]*)>([^<]*)</g)].map(([, x, length, kind, text]) => ({
    x: Number(x),
    length: Number(length),
    kind,
    text,
  }));

/** Returns the contrast of two colours, by the rule of the WCAG: from 1 to 21. */
function contrast(one: string, other: string): number {
  const light = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [a, b] = [light(one), light(other)];
  return Math.max(a, b) / Math.min(a, b);
}

describe("a picture of a terminal", () => {
  it("puts each piece at its column, with the width of its columns", () => {
    const [first, second] = piecesOf(draw(...cells("ab   cd")));
    assert.deepEqual([first?.text, second?.text], ["ab", "cd"]);
    const column = (first?.length ?? 0) / 2;
    assert.ok(Math.abs((second?.x ?? 0) - ((first?.x ?? 0) + 5 * column)) < 0.05);
  });

  it("gives a wide character two columns", () => {
    const [wide, narrow] = piecesOf(draw(...cells("数", {}, 2), ...cells("ab", { color: 2 })));
    assert.ok(Math.abs((wide?.length ?? 0) - (narrow?.length ?? 0)) < 0.05);
    assert.equal(wide?.x, 14);
    assert.ok(Math.abs((narrow?.x ?? 0) - ((wide?.x ?? 0) + (wide?.length ?? 0))) < 0.05);
  });

  it("begins a new piece where the looks change", () => {
    const pieces = piecesOf(draw(...cells("a", { color: 2, bold: true }), ...cells("b")));
    assert.deepEqual(
      pieces.map(({ text, kind }) => [text, kind]),
      [
        ["a", ' class="green bold"'],
        ["b", ""],
      ],
    );
  });

  it("escapes what XML would read as markup", () => {
    assert.equal(escapeXml(`<a b="c">&amp;`), "&lt;a b=&quot;c&quot;&gt;&amp;amp;");
    assert.match(draw(...cells("<b>&")), />&lt;b&gt;&amp;<\/tspan>/);
  });
});

describe("the colours of the pictures", () => {
  for (const [theme, name] of ["a light page", "a dark page"].entries()) {
    it(`have a contrast of 4.5 or more on ${name}`, () => {
      const color = (key: string) => PALETTE[key]?.[theme] as string;
      for (const text of ["text", "grey", "red", "green", "yellow", "blue", "magenta", "cyan"]) {
        assert.ok(contrast(color(text), color("page")) >= 4.5, `${text}: ${contrast(color(text), color("page"))}`);
      }
      for (const fill of ["greenFill", "redFill", "blueFill", "greyFill"]) {
        assert.ok(contrast(color("text"), color(fill)) >= 7, fill);
      }
    });
  }
});

describe("a diagram", () => {
  it("refuses an arrow to a box that it does not have", () => {
    const arrows = [{ from: ["a", "right"], to: ["b", "left"] }] as const;
    const boxes = { a: { x: 0, y: 0, width: 1, height: 1 } };
    assert.throws(() => diagramSvg({ title: "t", description: "d", height: 9, boxes, arrows }), /leads to b/);
  });

  it("writes text between backquotes as code", () => {
    const boxes = { a: { x: 0, y: 0, width: 1, height: 1, lines: ["set `a<b` here"] } };
    const svg = diagramSvg({ title: "t", description: "d", height: 9, boxes, arrows: [] });
    assert.match(svg, />set <tspan class="code">a&lt;b<\/tspan> here<\/text>/);
  });

  for (const [name, diagram] of Object.entries({ "a gate's life": GATE_LIFE, "the workflow": WORKFLOW })) {
    it(`of ${name} keeps its boxes apart and inside the picture`, () => {
      const boxes = Object.entries(diagram.boxes).filter(([, { tone }]) => tone !== "lane");
      for (const [one, { x, y, width, height }] of boxes) {
        assert.ok(x > 0 && x + width < 830 && y > 0 && y + height < diagram.height, one);
        for (const [other, box] of boxes) {
          const apart = x + width < box.x || box.x + box.width < x || y + height < box.y || box.y + box.height < y;
          assert.ok(apart || other === one, `${one} lies on ${other}`);
        }
      }
    });
  }
});
