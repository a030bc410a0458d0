// Reads diagrams with the parsers that draw them, and says what they saw in them.
//
// Standard input: JSON, [{"kind": "mermaid" or "dot", "text": "..."}, ...].
// Standard output: JSON, for each of them either {"error": "..."} or {"boxes": {id: [line, ...]},
// "bands": {id: [title, [id, ...]]}, "lines": [[id, id], ...], "elements": [name, ...]}: the boxes
// with the lines that are seen in them, and the kinds of elements that hold what is seen. A drawing
// of Graphviz also has "size": [width, height].

import { readFileSync } from "node:fs";
import { instance } from "@viz-js/viz";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
// Mermaid takes hold of the window when it is loaded.
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });
const viz = await instance();

const elements = (node) => [...new Set([...node.querySelectorAll("*")].map((each) => each.localName))];

// What Mermaid makes of a label's text when it draws, which takes a browser.
const readTwice = Object.entries({
  "an entity": /ﬂ°|¶ß/,
  "a break": /\\n/,
  "a formula": /\$\$/,
  "an icon": /fa[bklrs]?:fa-/,
});

// While it parses, Mermaid keeps entities in signs of its own; this is how a page shows them.
function shown(text, seen) {
  const label = document.createElement("div");
  label.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  for (const name of elements(label)) seen.add(name);
  for (const each of label.querySelectorAll("br")) each.replaceWith("\n");
  for (const [name, pattern] of readTwice) if (pattern.test(label.textContent)) seen.add(name);
  return label.textContent.split("\n");
}

async function readMermaid(text) {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const seen = new Set();
  const boxes = [...db.getVertices().values()].filter((each) => each.text !== undefined);
  return {
    boxes: Object.fromEntries(boxes.map((each) => [each.id, shown(each.text, seen)])),
    bands: Object.fromEntries(
      db.getSubGraphs().map((each) => [each.id, [shown(each.title, seen).join("\n"), [...each.nodes].sort()]]),
    ),
    lines: db.getEdges().map((each) => [each.start, each.end]),
    elements: [...seen],
  };
}

function readDot(text) {
  const svg = new window.DOMParser().parseFromString(
    viz.renderString(text, { format: "svg" }), "image/svg+xml").documentElement;
  const texts = (each) => [...each.querySelectorAll("text")].map((line) => line.textContent);
  const named = (each) => each.querySelector("title").textContent;
  // Where clusters hold what, the SVG does not say.
  const graph = viz.renderJSON(text);
  const ids = new Map(graph.objects.map((each) => [each._gvid, each.name]));
  const clusters = graph.objects.filter((each) => each.nodes !== undefined);
  const titles = new Map([...svg.querySelectorAll("g.cluster")].map((each) => [named(each), texts(each)]));
  return {
    boxes: Object.fromEntries([...svg.querySelectorAll("g.node")].map((each) => [named(each), texts(each)])),
    bands: Object.fromEntries(
      clusters.map((each) => [
        each.name.replace("cluster_", ""),
        [titles.get(each.name).join("\n"), each.nodes.map((id) => ids.get(id)).sort()],
      ]),
    ),
    lines: (graph.edges ?? []).map((each) => [ids.get(each.tail), ids.get(each.head)]),
    elements: elements(svg),
    size: ["width", "height"].map((side) => parseFloat(svg.getAttribute(side))),
  };
}

const results = [];
for (const { kind, text } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    results.push(kind === "mermaid" ? await readMermaid(text) : readDot(text));
  } catch (error) {
    results.push({ error: String(error.message ?? error) });
  }
}
process.stdout.write(JSON.stringify(results));
