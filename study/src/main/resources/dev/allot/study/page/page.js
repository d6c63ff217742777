"use strict";

/** What the scripts of all report pages share: the data, the look of series, charts that follow the medium, tables that can be sorted. */
const page = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const charts = [];
  const SHAPES = ["circle", "triangle", "rect", "rectRot", "cross", "star", "crossRot"];
  const COLOURS = 7;
  const tick = { useGrouping: false, maximumFractionDigits: 12 };

  const colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const percent = (share) => String(Number((100 * share).toFixed(2))) + "\u00a0%";

  /** What a tick of a logarithmic axis says: 1, 2 and 5 of each decade, nothing at others. */
  function decade(value) {
    const lead = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
    return [1, 2, 5].some((l) => Math.abs(lead - l) < 1e-6) ? String(Number(value.toPrecision(3))) : "";
  }

  // ---- Charts ----

  function paint(dataset) {
    const c = colour(dataset.look.colour);
    dataset.borderColor = c;
    dataset.pointBorderColor = c;
    dataset.pointBackgroundColor = dataset.look.hollow ? colour("page") : dataset.translucent ? c + "99" : c;
    dataset.backgroundColor = dataset.pointBackgroundColor;
  }

  /** Vertical intervals, from `low` to `high` of each point. */
  const whiskers = {
    id: "whiskers",
    beforeDatasetDraw(chart, { index, meta }) {
      const own = chart.data.datasets[index];
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = own.borderColor;
      ctx.lineWidth = own.order === 0 ? 2 : 1.25;
      meta.data.forEach((element, i) => {
        const { low, high } = own.data[i];
        if (low < high) {
          const [bottom, top] = [low, high].map((v) => chart.scales.y.getPixelForValue(v));
          const x = element.x;
          ctx.beginPath();
          ctx.moveTo(x - 4, top);
          ctx.lineTo(x + 4, top);
          ctx.moveTo(x, top);
          ctx.lineTo(x, bottom);
          ctx.moveTo(x - 4, bottom);
          ctx.lineTo(x + 4, bottom);
          ctx.stroke();
        }
      });
      ctx.restore();
    },
  };

  /** Horizontal intervals, from `left` to `right` of each point. */
  const spans = {
    id: "spans",
    beforeDatasetDraw(chart, { index, meta }) {
      const own = chart.data.datasets[index];
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = own.borderColor;
      ctx.lineWidth = 1.5;
      meta.data.forEach((element, i) => {
        const { left, right } = own.data[i];
        ctx.beginPath();
        ctx.moveTo(chart.scales.x.getPixelForValue(left), element.y);
        ctx.lineTo(chart.scales.x.getPixelForValue(right), element.y);
        ctx.stroke();
      });
      ctx.restore();
    },
  };

  /** The range of values with a twentieth of it on either side. */
  function range(values) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = (high - low || Math.abs(high) || 1) / 20;
    return { min: low - margin, max: high + margin };
  }

  /**
   * Draws a scatter chart; if there are no points, says so instead. An axis has a title, and may have a range, a value that it must
   * include, ticks of its own (value and label), and a type of scale.
   */
  function scatter(id, datasets, axes, tooltip, plugins) {
    const canvas = document.getElementById(id);
    const points = datasets.flatMap((d) => d.data);
    if (points.length === 0) {
      const note = document.createElement("p");
      note.textContent = "There is nothing to draw.";
      canvas.replaceWith(note);
      return;
    }
    const axis = (key, values) => {
      const { include, ticks } = axes[key];
      const { min, max } = axes[key].range ?? range(include === undefined ? values : [...values, include]);
      const logarithmic = axes[key].type === "logarithmic";
      return {
        type: axes[key].type ?? "linear",
        min,
        max,
        title: { display: axes[key].title !== "", text: axes[key].title },
        afterBuildTicks: ticks && ((scale) => (scale.ticks = ticks.map((t) => ({ value: t.value })))),
        ticks: ticks
          ? { callback: (_, i) => ticks[i].label, autoSkip: false }
          : logarithmic ? { callback: decade, maxRotation: 0 } : { format: tick, includeBounds: false },
      };
    };
    const chart = new Chart(canvas, {
      type: "scatter",
      data: { datasets },
      plugins,
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        devicePixelRatio: Math.max(2, window.devicePixelRatio || 1),
        interaction: { mode: "nearest", intersect: true },
        scales: {
          x: axis("x", points.flatMap((p) => (p.left === undefined ? [p.x] : [p.left, p.x, p.right]))),
          y: axis("y", points.flatMap((p) => (p.low === undefined ? [p.y] : [p.low, p.y, p.high]))),
        },
        plugins: {
          legend: {
            display: datasets.length > 1,
            position: "bottom",
            // References have their names beside them.
            labels: { usePointStyle: true, boxHeight: 7, padding: 14, filter: (item) => !datasets[item.datasetIndex].reference },
          },
          tooltip: { displayColors: false, callbacks: { label: (item) => tooltip(item.dataset, item.raw) } },
        },
      },
    });
    charts.push(chart);
  }

  /** Colours for the medium as it is now. */
  function repaint() {
    for (const chart of charts) {
      chart.data.datasets.forEach(paint);
      chart.options.color = colour("text");
      for (const scale of Object.values(chart.options.scales)) {
        scale.ticks.color = colour("muted");
        scale.title.color = colour("text");
        scale.grid = { color: colour("grid") };
        scale.border = { color: colour("line") };
      }
      chart.update("none");
    }
  }

  // ---- Tables ----

  /** Orders rows by a column; missing values come last either way. */
  function sort(table, column, ascending) {
    const body = table.tBodies[0];
    const key = (row) => {
      const cell = row.cells[column];
      return cell.dataset.value === undefined ? cell.textContent : cell.dataset.value === "" ? NaN : Number(cell.dataset.value);
    };
    const compare = (a, b) => {
      const [x, y] = [key(a), key(b)];
      if (typeof x === "string") {
        return (ascending ? 1 : -1) * x.localeCompare(y, "en");
      }
      if (Number.isNaN(x) || Number.isNaN(y)) {
        return Number.isNaN(x) - Number.isNaN(y);
      }
      return (ascending ? 1 : -1) * (x - y);
    };
    table.classList.add("sorted");
    body.append(...[...body.rows].sort(compare));
  }

  function makeSortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = "Sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        // Numbers are looked at from the greatest down, names from A.
        const first = head.classList.contains("number") ? "descending" : "ascending";
        const second = first === "ascending" ? "descending" : "ascending";
        const order = head.getAttribute("aria-sort") === first ? second : first;
        heads.forEach((h) => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
        sort(table, column, order === "ascending");
      });
    });
  }

  // ---- The page ----

  Chart.defaults.locale = "en";
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 13;

  /** To be called once all charts are drawn. */
  function finish() {
    document.querySelectorAll("table").forEach(makeSortable);
    repaint();
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    // Paper is white and of one width, whatever the screen is.
    for (const [event, paper] of [["beforeprint", true], ["afterprint", false]]) {
      window.addEventListener(event, () => {
        root.classList.toggle("paper", paper);
        charts.forEach((chart) => chart.resize());
        repaint();
      });
    }
    root.dataset.charts = String(charts.length);
  }

  return { data, colour, percent, whiskers, spans, range, scatter, finish, COLOURS, SHAPES };
})();
