/// Programs that show the first or the last of a ranking.
enum RankPrograms {
  static func groups(
    by category: ProfileColumn, _ measure: ProfileColumn, _ count: Int, _ isAscending: Bool
  ) -> String {
    let rank = isAscending ? "Bottom" : "Top"
    let title = Python.literal("\(rank) \(count) by total \(measure.label): \(category.label)")
    return """
      category, measure, count = \(category.python), \(measure.python), \(count)
      result = \(Python.literal("total " + measure.label))

      totals = df.groupby(category)[measure].sum().sort_values(ascending=\(isAscending ? "True" : "False"))
      ranked = totals.head(count).round(2).rename_axis(category).reset_index(name=result)
      ranked.insert(0, "rank", range(1, len(ranked) + 1))
      show(ranked, title=\(title))

      figure = px.bar(
          ranked.iloc[::-1], x=result, y=category, orientation="h", text_auto=".3s", title=\(title),
          labels={category: \(category.axis), result: \(Python.literal("Total " + measure.label))},
      )
      figure.update_layout(yaxis_type="category")
      show(figure)

      first = ranked.iloc[0]
      print(f"Ranked: {category} by {result}, \(isAscending ? "lowest" : "highest") first")
      print(f"First: {first[category]} with {first[result]:,.2f}")
      if len(ranked) > 1:
          print(f"Second: {ranked.iloc[1][category]} with {ranked.iloc[1][result]:,.2f}")
      share = 100 * ranked[result].sum() / totals.sum()
      print(f"Sum of the {len(ranked)} shown: {ranked[result].sum():,.2f} ({share:.1f} % of the total)")
      print(f"Overall {result}: {totals.sum():,.2f}")
      """
  }

  static func rows(by measure: ProfileColumn, _ count: Int, _ isAscending: Bool) -> String {
    let rank = isAscending ? "lowest" : "highest"
    let title = Python.literal("The \(count) rows with the \(rank) \(measure.label)")
    let selection = isAscending ? "nsmallest" : "nlargest"
    return """
      measure, count = \(measure.python), \(count)

      ranked = df.\(selection)(count, measure).reset_index(drop=True)
      ranked.insert(0, "rank", range(1, len(ranked) + 1))
      show(ranked, title=\(title))

      figure = px.bar(
          ranked, x="rank", y=measure, text_auto=".3s", title=\(title), hover_data=list(ranked.columns[:6]),
          labels={"rank": "Rank", measure: \(measure.axis)},
      )
      figure.update_layout(xaxis_dtick=1)
      show(figure)

      print(f"Ranked: rows by {measure}, \(rank) first")
      print(f"First: row 1 with {ranked[measure].iloc[0]:,.2f}")
      print(f"Last shown: row {len(ranked)} with {ranked[measure].iloc[-1]:,.2f}")
      share = 100 * ranked[measure].sum() / df[measure].sum()
      print(f"Sum of the {len(ranked)} shown: {ranked[measure].sum():,.2f} ({share:.1f} % of the total)")
      print(f"Overall average {measure}: {df[measure].mean():,.2f}")
      """
  }
}
