/// Programs about the numbers of one column or of a pair.
enum NumberPrograms {
  static func distribution(of measure: ProfileColumn) -> String {
    let title = Python.literal("Distribution of \(measure.label)")
    return """
      measure = \(measure.python)
      values = df[measure].dropna()

      statistics = values.describe(percentiles=[0.05, 0.25, 0.5, 0.75, 0.95]).round(2)
      table = statistics.rename_axis("statistic").reset_index(name="value")
      show(table, title=\(title))

      figure = px.histogram(
          df.dropna(subset=[measure]), x=measure, nbins=40, marginal="box", title=\(title),
          labels={measure: \(measure.axis)},
      )
      figure.update_layout(yaxis_title="Rows", bargap=0.05)
      show(figure)

      low, high = values.quantile(0.25), values.quantile(0.75)
      margin = 1.5 * (high - low)
      outliers = ((values < low - margin) | (values > high + margin)).sum()
      print(f"Distribution of: {measure}")
      print(f"Values: {len(values):,}")
      print(f"Median: {values.median():,.2f}")
      print(f"Mean: {values.mean():,.2f}")
      print(f"Middle half: {low:,.2f} to {high:,.2f}")
      print(f"Range: {values.min():,.2f} to {values.max():,.2f}")
      print(f"Outliers: {outliers:,}")
      print(f"Rows without {measure}: {df[measure].isna().sum():,}")
      """
  }

  static func correlation(_ first: ProfileColumn, _ second: ProfileColumn) -> String {
    let title = Python.literal("\(second.label) against \(first.label)".titled)
    return """
      x, y = \(first.python), \(second.python)
      pairs = df[[x, y]].dropna()

      pearson = pairs[x].corr(pairs[y])
      ranks = pairs[x].rank().corr(pairs[y].rank())
      table = pd.DataFrame({
          "measure": ["Pearson", "Spearman (ranks)"],
          "correlation": [round(pearson, 3), round(ranks, 3)],
          "pairs": len(pairs),
      })
      show(table, title=\(title))

      # A straight line by least squares beside the points
      slope, intercept = np.polyfit(pairs[x], pairs[y], 1)
      ends = np.array([pairs[x].min(), pairs[x].max()])
      figure = px.scatter(
          pairs, x=x, y=y, opacity=0.6, title=\(title), labels={x: \(first.axis), y: \(second.axis)},
      )
      figure.add_scatter(x=ends, y=slope * ends + intercept, mode="lines", name="Linear fit")
      show(figure)

      strength = "strong" if abs(pearson) >= 0.7 else "moderate" if abs(pearson) >= 0.3 else "weak"
      direction = "positive" if pearson >= 0 else "negative"
      print(f"Related: {x} and {y}")
      print(f"Pairs: {len(pairs):,}")
      print(f"Correlation: {pearson:.2f} ({strength}, {direction})")
      print(f"Rank correlation: {ranks:.2f}")
      print(f"Slope: {slope:,.3f}")
      """
  }

  static func correlations(_ columns: [ProfileColumn]) -> String {
    """
    columns = \(Python.list(columns.prefix(12).map(\.name)))
    matrix = df[columns].corr().round(2)
    show(matrix.rename_axis("column").reset_index(), title="Correlation between the numeric columns")

    figure = px.imshow(
        matrix, text_auto=True, zmin=-1, zmax=1, color_continuous_scale="RdBu", aspect="auto",
        title="Correlation between the numeric columns",
    )
    show(figure)

    pairs = [
        (matrix.loc[one, other], one, other)
        for index, one in enumerate(columns)
        for other in columns[index + 1:]
        if pd.notna(matrix.loc[one, other])
    ]
    pairs.sort(key=lambda pair: -abs(pair[0]))
    print(f"Pairs compared: {len(pairs)}")
    for label, (value, one, other) in zip(["Strongest", "Second strongest"], pairs):
        print(f"{label}: {one} and {other} with {value:.2f}")
    if len(pairs) > 2:
        value, one, other = pairs[-1]
        print(f"Weakest pair: {one} and {other} with {value:.2f}")
    """
  }
}
