(() => {
  const { data, colour, percent, range, scatter, COLOURS, SHAPES } = page;
  const LEAST_GAP = 1e-5;
  const LABELS = { pointRadius: 0, pointHoverRadius: 5, pointHitRadius: 8, showLine: true, borderWidth: 2 };

  /** Colour and marker of a solver; those beyond the palette are dotted. */
  function look(solver) {
    const i = data.solvers.indexOf(solver);
    return {
      colour: "series-" + (1 + (i % COLOURS)),
      shape: SHAPES[(i + Math.floor(i / COLOURS)) % SHAPES.length],
      hollow: false,
      dash: [[], [2, 3], [8, 3, 2, 3]][Math.floor(i / COLOURS) % 3],
    };
  }

  function line(solver, points, more) {
    const l = look(solver);
    return Object.assign(
      { label: solver, data: points, look: l, pointStyle: l.shape, borderDash: l.dash, order: data.solvers.indexOf(solver) },
      LABELS,
      more,
    );
  }

  /** The area between `low` and `high` of a line's points. */
  const bands = {
    id: "bands",
    beforeDatasetDraw(chart, { index }) {
      const own = chart.data.datasets[index];
      const points = own.data.filter((p) => p.low !== undefined && p.low !== null && p.high !== null);
      if (points.length < 2) {
        return;
      }
      const { ctx, chartArea, scales } = chart;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.beginPath();
      points.forEach((p) => ctx.lineTo(scales.x.getPixelForValue(p.x), scales.y.getPixelForValue(p.low)));
      [...points].reverse().forEach((p) => ctx.lineTo(scales.x.getPixelForValue(p.x), scales.y.getPixelForValue(p.high)));
      ctx.closePath();
      ctx.fillStyle = colour(own.look.colour) + "24";
      ctx.fill();
      ctx.restore();
    },
  };

  const short = (value) => String(Number(value.toPrecision(3)));

  function drawProgress() {
    const clip = (gap) => Math.max(LEAST_GAP, gap);
    const datasets = data.progress.map((c) =>
      line(
        c.solver,
        c.positions.map((x, i) => ({ x: 100 * x, y: 100 * clip(c.median[i]), low: 100 * clip(c.low[i]), high: 100 * clip(c.high[i]) })),
      ),
    );
    scatter(
      "progress",
      datasets,
      {
        x: { title: "Time or evaluations used (% of the limit)", type: "logarithmic", range: { min: 0.1, max: 100 } },
        y: { title: "Gap to the best known objective (%)", type: "logarithmic", range: { min: 100 * LEAST_GAP, max: 100 } },
      },
      (own, p) => own.label + ": " + short(p.y) + "\u00a0% after " + short(p.x) + "\u00a0%",
      [bands],
    );
  }

  function drawProfile() {
    const datasets = data.profiles.map((profile) =>
      line(profile.solver, profile.ratios.map((x, i) => ({ x, y: 100 * profile.shares[i] })), { stepped: "before" }),
    );
    const last = Math.max(...data.profiles.map((p) => p.ratios[Math.max(0, p.shares.findIndex((s) => s === p.shares[p.shares.length - 1]))]));
    scatter(
      "profile",
      datasets,
      {
        x: { title: "Times the least primal integral", type: "logarithmic", range: { min: 1, max: Math.max(2, 1.5 * last) } },
        y: { title: "Runs (%)", range: { min: 0, max: 102 } },
      },
      (own, p) => own.label + ": " + percent(p.y / 100) + " of runs within " + short(p.x) + " times",
      [],
    );
  }

  /** Objectives decide what is seen; bounds are seen as far as they come near. */
  function visible(group) {
    const values = group.curves.flatMap((c) => {
      const shown = c.median.map((v, i) => ({ v, l: c.low[i], h: c.high[i] })).filter((p) => p.v !== null);
      // What a start is worth would flatten the rest.
      return shown.slice(Math.floor(shown.length / 3)).flatMap((p) => [p.v, p.l ?? p.v, p.h ?? p.v]);
    });
    if (values.length === 0) {
      return undefined;
    }
    const low = Math.min(...values);
    const high = Math.max(...values);
    const b = group.bestBound;
    const near = b !== null && Math.max(b - high, low - b) <= 3 * Math.max(high - low, 1e-9 * Math.abs(high));
    return range(near ? [...values, b] : values);
  }

  function drawGroup(group, i, parent) {
    const id = "curve-" + i;
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const name = document.createElement("b");
    name.textContent = group.problem;
    caption.append(name, ", " + group.limit);
    const plot = document.createElement("div");
    plot.className = "plot";
    const canvas = document.createElement("canvas");
    canvas.id = id;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "Objective along the run on " + group.problem + "; the table below has the final numbers");
    plot.append(canvas);
    figure.append(caption, plot);
    parent.append(figure);
    const datasets = group.curves.flatMap((c) => {
      const at = (values) => c.positions.map((x, k) => ({ x, y: values[k], low: c.low[k], high: c.high[k] })).filter((p) => p.y !== null);
      const bounds = at(c.bound).map(({ x, y }) => ({ x, y }));
      const own = [line(c.solver, at(c.median))];
      if (bounds.length > 0) {
        own.push(line(c.solver, bounds, { borderDash: [6, 4], borderWidth: 1.25, reference: true, isBound: true }));
      }
      return own;
    });
    const horizon = Math.max(...group.curves.flatMap((c) => c.positions));
    const write = (v) => v.toFixed(group.decimals).replace("-", "\u2212");
    scatter(
      id,
      datasets.filter((d) => d.data.length > 0),
      {
        x: { title: group.unit === "seconds" ? "Seconds" : "Evaluations", type: "logarithmic", range: { min: horizon / 1000, max: horizon } },
        y: { title: "Objective", range: visible(group) },
      },
      (own, p) => own.label + (own.isBound ? ", bound: " : ": ") + write(p.y) + " after " + short(p.x) + " " + group.unit,
      [bands],
    );
  }

  document.getElementById("overall-figures").hidden = false;
  drawProgress();
  drawProfile();
  const figures = document.getElementById("curves-figures");
  data.groups.forEach((group, i) => drawGroup(group, i, figures));
  page.finish();
})();
