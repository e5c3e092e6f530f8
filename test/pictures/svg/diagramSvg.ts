import type { Arrow, Box, Diagram } from "../diagrams/diagram";
import { escapeXml } from "./escapeXml";
import { svgPage } from "./svgPage";

const LINE_HEIGHT = 18;

const STYLE = `.page,.lane{fill:var(--page);stroke:var(--edge)}
.lane{fill:none;stroke-dasharray:4 4}
.box{fill:var(--greyFill);stroke:var(--edge)}
.plain{fill:var(--blueFill);stroke:var(--blue)}
.good{fill:var(--greenFill);stroke:var(--green)}
.bad{fill:var(--redFill);stroke:var(--red)}
text{fill:var(--text);font:13px -apple-system,BlinkMacSystemFont,"Segoe UI","Noto Sans","DejaVu Sans",Helvetica,Arial,sans-serif}
.title{font-weight:600}
.label{fill:var(--grey)}
.code{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.arrow{fill:none;stroke:var(--grey);stroke-width:1.5}
.head{fill:var(--grey)}`;

const HEAD = `<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>`;

/** Draws boxes and the arrows between them. */
export function diagramSvg({ title, description, height, boxes, arrows }: Diagram): string {
  const frame = `<rect class="page" x="0.5" y="0.5" width="829" height="${height - 1}" rx="8"/>`;
  const content = [HEAD, frame, ...Object.values(boxes).map(boxSvg), ...arrows.map((arrow) => arrowSvg(arrow, boxes))];
  return svgPage({ title, description, height, style: STYLE, content: content.join("\n") });
}

function boxSvg({ x, y, width, height, title, lines = [], tone = "plain" }: Box): string {
  const kind = tone === "quiet" ? "box" : tone;
  const rectangle = `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`;
  if (tone === "lane") return `${rectangle}\n${textSvg(title ?? "", x + 10, y + 18, "start", "label")}`;
  const texts = [...(title === undefined ? [] : [{ text: title, kind: "title" }]), ...lines.map((text) => ({ text }))];
  const first = y + height / 2 - ((texts.length - 1) * LINE_HEIGHT) / 2 + 4.5;
  const written = texts.map((line, at) =>
    textSvg(line.text, x + width / 2, first + at * LINE_HEIGHT, "middle", "kind" in line ? line.kind : undefined),
  );
  return [rectangle, ...written].join("\n");
}

function arrowSvg({ from, to, via = [], label }: Arrow, boxes: Diagram["boxes"]): string {
  const points = [pointOf(from, boxes), ...via, pointOf(to, boxes)];
  const path = `<path class="arrow" marker-end="url(#head)" d="M${points.map((point) => point.join(" ")).join("L")}"/>`;
  const texts = label?.lines.map((line, at) =>
    textSvg(line, label.x, label.y + at * (LINE_HEIGHT - 2), label.anchor ?? "middle", "label"),
  );
  return [path, ...(texts ?? [])].join("\n");
}

function pointOf([name, side, along = 0.5]: Arrow["from"], boxes: Diagram["boxes"]): [number, number] {
  const box = boxes[name];
  if (box === undefined) throw new Error(`an arrow leads to ${name}, which is not a box of the diagram`);
  const { x, y, width, height } = box;
  if (side === "left" || side === "right") return [side === "left" ? x : x + width, y + height * along];
  return [x + width * along, side === "top" ? y : y + height];
}

/** Writes a line in which text between backquotes is code. */
function textSvg(text: string, x: number, y: number, anchor: string, kind?: string): string {
  const pieces = text
    .split("`")
    .map((piece, at) => (at % 2 === 1 ? `<tspan class="code">${escapeXml(piece)}</tspan>` : escapeXml(piece)));
  return `<text${kind === undefined ? "" : ` class="${kind}"`} x="${x}" y="${y}" text-anchor="${anchor}">${pieces.join("")}</text>`;
}
