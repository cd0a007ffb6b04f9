/// Programs about a table as a whole; they work on any data.
enum TablePrograms {
  /// What each column holds; the measure's distribution is drawn, and the period told where there is a date.
  static func summary(of measure: ProfileColumn?, _ date: ProfileColumn?) -> String {
    """
    numbers = df.select_dtypes("number")
    overview = pd.DataFrame({
        "column": df.columns,
        "type": [str(kind) for kind in df.dtypes],
        "missing": df.isna().sum().to_numpy(),
        "distinct": df.nunique().to_numpy(),
    })
    show(overview, title="Columns")

    if len(numbers.columns):
        statistics = numbers.describe().T.round(2).rename_axis("column").reset_index()
        show(statistics, title="Numeric columns")
        measure = \(measure?.python ?? "numbers.columns[-1]")
        figure = px.histogram(df, x=measure, nbins=40, title=f"Distribution of {measure}")
        figure.update_layout(yaxis_title="Rows", bargap=0.05)
        show(figure)

    print(f"Rows: {len(df):,}")
    print(f"Columns: {len(df.columns)}")
    print(f"Missing values: {df.isna().sum().sum():,} of {df.size:,} cells")
    \(period(date))if len(numbers.columns):
        print(f"Average {measure}: {df[measure].mean():,.2f}")
        print(f"Range of {measure}: {df[measure].min():,.2f} to {df[measure].max():,.2f}")
    """
  }

  private static func period(_ date: ProfileColumn?) -> String {
    guard let date else { return "" }
    return """
      dates = pd.to_datetime(df[\(date.python)], errors="coerce"\(date.dayFirst)).dropna()
      if len(dates):
          print(f"Period: {dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}")

      """
  }

  static let missing = """
    missing = pd.DataFrame({
        "column": df.columns,
        "missing": df.isna().sum().to_numpy(),
        "missing in %": (100 * df.isna().mean()).round(1).to_numpy(),
    }).sort_values("missing", ascending=False, ignore_index=True)
    show(missing, title="Missing values by column")

    figure = px.bar(
        missing, x="column", y="missing", text_auto=True, title="Missing values by column",
        labels={"column": "Column", "missing": "Missing values"},
    )
    show(figure)

    complete = df.notna().all(axis=1).sum()
    worst = missing.iloc[0]
    print(f"Missing values: {missing['missing'].sum():,} of {df.size:,} cells")
    print(f"Most incomplete column: {worst['column']} with {worst['missing']:,} ({worst['missing in %']} % of its rows)")
    print(f"Columns without a gap: {(missing['missing'] == 0).sum()} of {len(missing)}")
    print(f"Complete rows: {complete:,} of {len(df):,}")
    """
}
