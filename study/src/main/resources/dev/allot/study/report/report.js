(() => {
  const { data, colour, percent, whiskers, spans, range, scatter, COLOURS, SHAPES } = page;
  const DASHES = [[7, 4], [2, 3], [10, 3, 2, 3], [4, 6]];
  const LABEL_HEIGHT = 16;
  const MOST_TAGS = 24;
  const LABELS = 100;

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

  /** The line of no gain. */
  const zero = {
    id: "zero",
    beforeDatasetsDraw(chart) {
      const y = chart.scales.y.getPixelForValue(0);
      stroke(chart, chart.chartArea.left, y, chart.chartArea.right, y);
    },
  };

  /** The same where gains are read from left to right. */
  const upright = {
    id: "upright",
    beforeDatasetsDraw(chart) {
      const x = chart.scales.x.getPixelForValue(0);
      stroke(chart, x, chart.chartArea.top, x, chart.chartArea.bottom);
    },
  };

  function stroke({ ctx }, fromX, fromY, toX, toY) {
    ctx.save();
    ctx.strokeStyle = colour("reference");
    ctx.beginPath();
    ctx.moveTo(fromX, fromY);
    ctx.lineTo(toX, toY);
    ctx.stroke();
    ctx.restore();
  }

  // ---- Charts ----

  const estimated = (x, e, more) => ({ x, y: e.mean, low: e.low, high: e.high, ...more });
  const between = (p) => (p.low < p.high ? " (" + score(p.low) + " to " + score(p.high) + ")" : "");

  /** The chosen strategy, realised and predicted, and the baselines. */
  function drawRealised() {
    const shown = data.series.filter((s) => s.role !== "strategy" && s.means.length > 0);
    // Without money every strategy labels all by the default source.
    const start = data.series.filter((s) => single(s) && s.name === "all-" + data.budget.routes.sources[0]).flatMap((s) => s.means);
    const datasets = shown.map((s) =>
      dataset(
        s,
        [...(s.role === "chosen" ? start : []), ...s.means].map((m) => estimated(m.cost, m.realised, { mean: m })).sort((a, b) => a.x - b.x),
        { showLine: !single(s), borderWidth: s.role === "chosen" ? 2.5 : 1.5, borderDash: look(s).dash, reference: single(s) },
      ),
    );
    for (const s of shown.filter((one) => one.role === "chosen")) {
      const points = s.means.filter((m) => m.predicted !== null).map((m) => estimated(m.cost, m.predicted, { mean: m }));
      const l = { ...look(s), hollow: true };
      datasets.push(
        dataset(s, points.sort((a, b) => a.x - b.x), {
          label: s.name + ", predicted",
          look: l,
          showLine: true,
          borderWidth: 1.5,
          borderDash: [6, 4],
          order: 1,
        }),
      );
    }
    const tooltip = (own, p) => [
      own.label + ", " + percent(p.mean.share),
      "score " + score(p.y) + between(p),
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

  /** Strategies side by side at each budget. */
  function drawCompared() {
    const shown = strategies.filter((s) => s.means.some((m) => m.gain !== null));
    const shares = [...new Set(shown.flatMap((s) => s.means.map((m) => m.share)))].sort((a, b) => a - b);
    const width = 0.7 / Math.max(1, shown.length);
    const datasets = shown.map((s, i) =>
      dataset(
        s,
        s.means
          .filter((m) => m.gain !== null)
          .map((m) => estimated(shares.indexOf(m.share) + (i - (shown.length - 1) / 2) * width, m.gain, { mean: m })),
      ),
    );
    const x = {
      title: "Budget",
      range: { min: -0.5, max: shares.length - 0.5 },
      ticks: shares.map((share, i) => ({ value: i, label: percent(share) })),
    };
    scatter(
      "compared",
      datasets,
      { x, y: { title: "Realised gain over random mixes", include: 0 } },
      (own, p) => [own.label + ", " + percent(p.mean.share), "gain " + score(p.y) + between(p)],
      [zero, whiskers],
    );
  }

  /** The tags on which labels gain most and least, one below the other. */
  function drawGains() {
    const all = data.budget.tags;
    const half = MOST_TAGS / 2;
    const shown = all.length > MOST_TAGS ? [...all.slice(0, half), ...all.slice(all.length - half)] : all;
    const several = new Set(all.map((t) => t.source)).size > 1;
    const name = (t) => (several ? router.label(t.tag) + " \u2013 " + t.source : router.label(t.tag));
    document.getElementById("tags-plot").style.height = 5 + 1.35 * shown.length + "rem";
    const sources = [...new Set(shown.map((t) => t.source))];
    const datasets = sources.map((source, i) => ({
      label: source,
      data: shown
        .map((t, at) => ({
          x: LABELS * t.gain.mean,
          y: shown.length - 1 - at,
          left: LABELS * t.gain.low,
          right: LABELS * t.gain.high,
          tag: t,
        }))
        .filter((p) => p.tag.source === source),
      look: { colour: "series-" + (2 + (i % (COLOURS - 1))), hollow: false },
      pointRadius: 4.5,
      pointHoverRadius: 6.5,
    }));
    const ticks = shown.map((t, at) => ({ value: shown.length - 1 - at, label: router.short(name(t)) })).reverse();
    scatter(
      "gains",
      shown.length > 0 ? datasets : [],
      {
        x: { title: "Change of the score by 100 labels", include: 0 },
        y: { title: "", range: { min: -0.7, max: shown.length - 0.3 }, ticks },
      },
      (own, p) => [
        name(p.tag) + " (" + p.tag.instances + " instances)",
        "100 labels: " + p.x.toPrecision(2) + " (" + p.left.toPrecision(2) + " to " + p.right.toPrecision(2) + ")",
      ],
      [upright, spans],
    );
  }

  function drawCalibration() {
    const own = {
      label: "realised scores within",
      data: data.calibration.map((c) => ({ x: 100 * c.said, y: 100 * c.held })),
      look: { colour: "series-1", hollow: false },
      showLine: true,
      borderWidth: 2,
      pointRadius: 3.5,
    };
    const both = { min: 0, max: 100 };
    scatter(
      "calibration",
      own.data.length > 0 ? [own] : [],
      { x: { title: "Probability that the intervals claim (%)", range: both }, y: { title: "Realised scores within (%)", range: both } },
      (_, p) => Math.round(p.y) + "\u00a0% within intervals of " + Math.round(p.x) + "\u00a0%",
      [diagonal],
    );
  }

  function drawGrowth() {
    const line = (label, colourName, points, hollow) => ({
      label,
      data: points,
      look: { colour: colourName, hollow },
      showLine: true,
      borderWidth: 2,
      pointRadius: 4,
      order: hollow ? 1 : 0,
    });
    const growth = data.budget.growth;
    const datasets = [
      line("expected of the best mix", "series-1", growth.map((g) => ({ x: g.evaluations, y: g.predicted, low: g.low, high: g.high, growth: g }))),
      line("best score seen", "reference", growth.map((g) => ({ x: g.evaluations, y: g.best, growth: g })), true),
    ];
    scatter(
      "growth",
      growth.length > 0 ? datasets : [],
      { x: { title: "Evaluations", include: 0 }, y: { title: data.validated } },
      (own, p) => [
        own.label + " after " + p.x + ": " + score(p.y) + between(p),
        Math.round(100 * p.growth.agreement) + "\u00a0% of the instances routed as at the end",
      ],
      [whiskers],
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

  const chosen = data.series.find((s) => s.role === "chosen");
  const realisedAt = (share) => chosen?.means.find((m) => Math.abs(m.share - share) < 1e-9)?.realised.mean;
  const recommended = data.budget.recommendation;

  document.querySelectorAll("figure.chart").forEach((figure) => (figure.hidden = false));
  drawRealised();
  drawGains();
  drawCompared();
  drawPredicted();
  drawCalibration();
  drawGrowth();
  drawDesign();
  router.draw(recommended?.strategy === chosen?.name ? recommended?.share ?? 0.5 : 0.5, realisedAt, score);
  page.finish();
})();
