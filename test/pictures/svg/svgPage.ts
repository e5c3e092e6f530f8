import { escapeXml } from "./escapeXml";
import { PALETTE } from "./palette";

/** Width of the column of text on a page of the repository, in pixels. Every picture is as wide. */
export const PAGE_WIDTH = 830;

export interface SvgPage {
  title: string;
  /** What a reader who does not see the picture must know. */
  description: string;
  height: number;
  /** Rules of the style sheet, beside the colours. */
  style: string;
  content: string;
}

/** Makes the file of a picture, which follows the reader's light or dark theme. */
export function svgPage({ title, description, height, style, content }: SvgPage): string {
  const colours = (theme: 0 | 1) =>
    Object.entries(PALETTE)
      .map(([name, values]) => `--${name}:${values[theme]}`)
      .join(";");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE_WIDTH}" height="${height}" viewBox="0 0 ${PAGE_WIDTH} ${height}" role="img" aria-labelledby="title description">
<title id="title">${escapeXml(title)}</title>
<desc id="description">${escapeXml(description)}</desc>
<style>
svg{${colours(0)}}
@media (prefers-color-scheme:dark){svg{${colours(1)}}}
${style}
</style>
${content}
</svg>
`;
}
