(() => {
  const { data, colour, percent, whiskers, range, scatter, COLOURS, SHAPES } = page;
  const DASHES = [[7, 4], [2, 3], [10, 3, 2, 3], [4, 6]];
  const LABEL_HEIGHT = 16;

  const score = (value) => value.toFixed(data.decimals).replace("-", "\u2212");
  const single = (series) => series.role === "single-source";

  // ---- Series and what they look like ----

  const strategies = data.series.filter((s) => s.role === "chosen" || s.role === "strategy");
  const singles = data.series.filter(single);

  /** Colour and marker of a series; strategies beyond the palette get another pairing of colour and shape. */
  function look(series) {
    if (series.role === "random") {
      return { colour: "reference", shape: "circle", hollow: true, dash: [3, 3] };
    }
    if (single(series)) {
      return { colour: "reference", shape: "rectRot", hollow: false, dash: DASHES[singles.indexOf(series) % DASHES.length] };
    }
    const i = strategies.indexOf(series);
    return {
      colour: "series-" + (1 + (i % COLOURS)),
      shape: SHAPES[(i + Math.floor(i / COLOURS)) % SHAPES.length],
      hollow: false,
      dash: [],
    };
  }

  function dataset(series, points, more) {
    const l = look(series);
    const chosen = series.role === "chosen";
    return Object.assign(
      {
        label: series.name + (chosen ? " (chosen)" : ""),
        data: points,
        look: l,
        pointStyle: l.shape,
        pointRadius: chosen ? 6 : 4.5,
        pointHoverRadius: chosen ? 8 : 6.5,
        pointBorderWidth: ["cross", "crossRot", "star"].includes(l.shape) ? 2 : 1.5,
        order: chosen ? 0 : 1,
      },
      more,
    );
  }

  // ---- What Chart.js does not draw itself ----

  /** A dashed line across the chart at the first point of each dataset marked `reference`, and its name away from the point. */
  const references = {
    id: "references",
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const placed = [];
      ctx.save();
      ctx.font = Chart.defaults.font.size - 1 + "px " + Chart.defaults.font.family;
      chart.data.datasets.forEach((own, i) => {
        if (!own.reference || !chart.isDatasetVisible(i)) {
          return;
        }
        const x = scales.x.getPixelForValue(own.data[0].x);
        const y = scales.y.getPixelForValue(own.data[0].y);
        ctx.strokeStyle = own.borderColor;
        ctx.fillStyle = own.borderColor;
        ctx.setLineDash(own.borderDash);
        ctx.lineWidth = 1.25;
        ctx.beginPath();
        ctx.moveTo(chartArea.left, y);
        ctx.lineTo(chartArea.right, y);
        ctx.stroke();
        const left = x > (chartArea.left + chartArea.right) / 2;
        const taken = (top) => placed.some((p) => p.left === left && Math.abs(p.top - top) < LABEL_HEIGHT);
        const top = [y - LABEL_HEIGHT, y + 4].find((t) => !taken(t)) ?? y - LABEL_HEIGHT;
        placed.push({ left, top });
        ctx.textAlign = left ? "left" : "right";
        ctx.textBaseline = "top";
        ctx.fillText(own.label, left ? chartArea.left + 6 : chartArea.right - 6, top);
      });
      ctx.restore();
    },
  };

  /** The line on which predicted and realised scores are equal. */
  const diagonal = {
    id: "diagonal",
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const low = Math.max(scales.x.min, scales.y.min);
      const high = Math.min(scales.x.max, scales.y.max);
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.strokeStyle = colour("reference");
      ctx.setLineDash([6, 4]);
      ctx.beginPath();
      ctx.moveTo(scales.x.getPixelForValue(low), scales.y.getPixelForValue(low));
      ctx.lineTo(scales.x.getPixelForValue(high), scales.y.getPixelForValue(high));
      ctx.stroke();
      ctx.restore();
    },
  };

  // ---- Charts ----

  /** How far apart points of one budget are set: together at most half of the way to the next budget. */
  function spacing(series) {
    const several = series.filter((s) => s.means.length > 1).flatMap((s) => s.means.map((m) => m.share));
    const shares = [...new Set(several)].sort((a, b) => a - b);
    const costs = series.flatMap((s) => s.means.map((m) => m.cost));
    const extent = Math.max(...costs) - Math.min(...costs);
    const dearest = Math.max(0, ...series.flatMap((s) => s.means.filter((m) => m.share > 0).map((m) => m.cost / m.share)));
    const gaps = shares.slice(1).map((share, i) => (share - shares[i]) * dearest);
    return Math.min(extent / 40, Math.min(...gaps, Infinity) / 2 / Math.max(1, series.length - 1)) || 0;
  }

  function drawRealised() {
    const spread = data.series.filter((s) => !single(s));
    const step = spacing(spread);
    const datasets = data.series
      .filter((s) => s.means.length > 0)
      .map((s) => {
        const offset = single(s) ? 0 : (spread.indexOf(s) - (spread.length - 1) / 2) * step;
        const points = s.means
          .map((m) => ({ x: m.cost + offset, y: m.realised.mean, low: m.realised.low, high: m.realised.high, mean: m }))
          .sort((a, b) => a.x - b.x);
        return dataset(s, points, {
          // One line to follow, and one to compare it with.
          showLine: s.role === "chosen" || s.role === "random",
          borderWidth: s.role === "chosen" ? 2.5 : 1.5,
          borderDash: look(s).dash,
          reference: single(s),
        });
      });
    const tooltip = (own, p) => [
      own.label + ", " + percent(p.mean.share),
      "score " + score(p.y) + (p.low < p.high ? " (" + score(p.low) + " to " + score(p.high) + ")" : ""),
      "cost " + Number(p.mean.cost.toPrecision(6)),
    ];
    scatter(
      "realised",
      datasets,
      { x: { title: "Cost (in the sources’ cost units)" }, y: { title: data.realised } },
      tooltip,
      [references, whiskers],
    );
  }

  function drawPredicted() {
    const datasets = strategies
      .filter((s) => s.outcomes.length > 0)
      .map((s) => dataset(s, s.outcomes.map((p) => ({ x: p.predicted, y: p.realised, outcome: p })), { translucent: true }));
    const values = datasets.flatMap((d) => d.data.flatMap((p) => [p.x, p.y]));
    const both = range(values);
    const tooltip = (own, p) => [
      own.label + ", " + percent(p.outcome.share) + ", replication " + (p.outcome.replication + 1),
      "predicted " + score(p.x) + ", realised " + score(p.y),
    ];
    scatter(
      "predicted",
      datasets,
      { x: { title: "Predicted score", range: both }, y: { title: "Realised score", range: both } },
      tooltip,
      [diagonal],
    );
  }

  function drawDesign() {
    const points = data.design.map((e) => ({ x: 100 * e.share, y: e.score }));
    const own = {
      label: "evaluated mix",
      data: points,
      look: { colour: "series-1", hollow: false },
      translucent: true,
      pointRadius: 3.5,
      pointHoverRadius: 5.5,
    };
    scatter(
      "design",
      points.length > 0 ? [own] : [],
      { x: { title: "Cost (% of the dearest routing’s)" }, y: { title: data.validated } },
      (_, p) => "score " + score(p.y) + " at " + percent(p.x / 100),
      [],
    );
  }

  // ---- The page ----

  document.getElementById("realised-figure").hidden = false;
  document.getElementById("predictor-figures").hidden = false;
  drawRealised();
  drawPredicted();
  drawDesign();
  page.finish();
})();
