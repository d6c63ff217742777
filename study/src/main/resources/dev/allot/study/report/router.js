/** The budget slider: who labels what, in all, by group and by tag. */
const router = (() => {
  const { data, percent } = page;
  const labels = new Map(Object.entries(data.labels));
  const label = (tag) => labels.get(tag) ?? tag;
  /** Names of tags differ at their ends. */
  const short = (text) => {
    const most = window.matchMedia("(max-width: 40rem)").matches ? 16 : 30;
    return text.length > most ? "\u2026" + text.slice(1 - most) : text;
  };
  const { tags, groups, sources, stops } = data.budget.routes;
  const MOST = 24;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    Object.assign(made, attributes);
    made.append(...children);
    return made;
  };

  /** Places of the parts in the order in which they are shown: what gains most first, and what tells of it at all. */
  function order() {
    const gain = new Map();
    for (const tag of data.budget.tags) {
      gain.set(tag.tag, Math.max(gain.get(tag.tag) ?? -Infinity, tag.gain.mean));
    }
    return tags.map((_, i) => i).sort((a, b) => (gain.get(tags[b].name) ?? 0) - (gain.get(tags[a].name) ?? 0));
  }

  /** A row whose bar {@link show} fills: a name, a piece for each source, a number. */
  function row(name, instances) {
    const pieces = sources.map((_, s) => element("span", { className: "piece piece-" + (s % 7) }));
    const bar = element("span", { className: "bar" }, ...pieces);
    const number = element("span", { className: "share" });
    const part = element("span", { className: "part", title: name }, short(name), element("small", {}, " " + instances));
    const made = element("div", { className: "row" }, part, bar, number);
    return { made, pieces, bar, number };
  }

  function fill(own, labels) {
    const all = labels.reduce((sum, n) => sum + n, 0) || 1;
    labels.forEach((n, s) => {
      own.pieces[s].style.width = (100 * n) / all + "%";
      own.pieces[s].hidden = n === 0;
    });
    own.bar.title = sources.map((name, s) => name + " " + labels[s]).join(", ");
    own.number.textContent = Math.round((100 * (all - labels[0])) / all) + "\u00a0%";
  }

  function fact(name, value) {
    return element("div", {}, element("dt", {}, name), element("dd", {}, value));
  }

  /** Draws the slider where there is anything to show, at the budget `share` or next to it. */
  function draw(share, realisedAt, score) {
    if (stops.length === 0) {
      return;
    }
    const bars = document.getElementById("budget-bars");
    const legend = element("p", { className: "legend" });
    sources.forEach((name, s) => legend.append(element("span", { className: "key piece-" + (s % 7) }), name));
    legend.append(element("small", {}, "numbers: instances, and the share that " + sources.slice(1).join(", ") + " label"));
    const total = row("all", stops[0].labels.reduce((sum, n) => sum + n, 0));
    const groupRows = groups.map((g) => row(g.name, g.instances));
    const places = order();
    const tagRows = places.map((i) => row(label(tags[i].name), tags[i].instances));
    const section = (title, rows) =>
      rows.length === 0 ? [] : [element("h3", {}, title), element("div", { className: "rows" }, ...rows.map((r) => r.made))];
    bars.append(legend, total.made, ...section("By group", groupRows), ...section("By tag", tagRows));
    const more = document.getElementById("budget-all");
    if (tagRows.length > MOST) {
      const inner = tagRows.slice(MOST / 2, tagRows.length - MOST / 2);
      const toggle = (all) => {
        inner.forEach((r) => (r.made.hidden = !all));
        more.textContent = all ? "Show the first and last " + MOST / 2 + " tags" : "Show all " + tagRows.length + " tags";
        more.onclick = () => toggle(!all);
      };
      more.hidden = false;
      toggle(false);
    }
    const slider = document.getElementById("budget");
    slider.max = String(stops.length - 1);
    const show = () => {
      const stop = stops[Number(slider.value)];
      document.getElementById("budget-share").textContent = percent(stop.share);
      slider.setAttribute("aria-valuetext", percent(stop.share));
      const facts = [
        fact("Cost", String(Number(stop.cost.toPrecision(6)))),
        fact("Expected score", score(stop.predicted) + " (" + score(stop.low) + " to " + score(stop.high) + ")"),
        fact("One more cost unit", stop.price === 0 ? "gains nothing" : "+" + stop.price.toPrecision(2)),
      ];
      const realised = realisedAt(stop.share);
      if (realised !== undefined) {
        facts.push(fact("Realised at this budget", score(realised)));
      }
      document.getElementById("budget-facts").replaceChildren(...facts);
      fill(total, stop.labels);
      groupRows.forEach((r, g) => fill(r, stop.groups[g]));
      tagRows.forEach((r, i) => fill(r, stop.tags[places[i]]));
    };
    const distance = (stop) => Math.abs(stop.share - share);
    slider.value = String(stops.reduce((best, stop, i) => (distance(stop) < distance(stops[best]) ? i : best), 0));
    slider.addEventListener("input", show);
    show();
    document.getElementById("router").hidden = false;
  }

  return { draw, label, short };
})();
