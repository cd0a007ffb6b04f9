/// Programs that show the first or the last of a ranking.
enum RankPrograms {
  static func groups(_ ranking: Ranking) -> String {
    let (category, measure) = (ranking.category, ranking.measure)
    let words = ranking.aggregation.words(measure.label)
    let title = Python.literal("\(ranking.isAscending ? "Lowest" : "Highest") \(words) by \(category.label)")
    return """
      category, measure, count = \(category.python), \(measure.python), \(ranking.count)
      result = \(Python.literal(words))

      grouped = df.groupby(category)[measure].\(ranking.aggregation.rawValue)()
      grouped = grouped.sort_values(ascending=\(ranking.isAscending ? "True" : "False"))
      ranked = grouped.head(count).round(2).rename_axis(category).reset_index(name=result)
      ranked.insert(0, "rank", range(1, len(ranked) + 1))
      show(ranked, title=\(title))

      figure = px.bar(
          ranked.iloc[::-1], x=result, y=category, orientation="h", text_auto=".3s", title=\(title),
          labels={category: \(category.axis), result: \(Python.literal(words.titled))},
      )
      figure.update_layout(yaxis_type="category")
      show(figure)

      first = ranked.iloc[0]
      print(f"Ranked: {category} by {result}, \(ranking.isAscending ? "lowest" : "highest") first")
      print(f"First: {first[category]} with {first[result]:,.2f}")
      if len(ranked) > 1:
          print(f"Second: {ranked.iloc[1][category]} with {ranked.iloc[1][result]:,.2f}")
      \(share(ranking))print(f"Overall {result}: {df[measure].\(ranking.aggregation.rawValue)():,.2f}")
      """
      .formattingWholeNumbers(of: measure, ranking.aggregation)
  }

  /// Only sums have a share in their whole, and only a part of the groups has a share worth telling.
  private static func share(_ ranking: Ranking) -> String {
    guard ranking.aggregation == .sum else { return "" }
    return """
      if len(ranked) < len(grouped):
          share = 100 * ranked[result].sum() / grouped.sum()
          print(f"Sum of the {len(ranked)} shown: {ranked[result].sum():,.2f} ({share:.1f} % of the total)")

      """
  }

  static func rows(
    by measure: ProfileColumn, namedBy name: ProfileColumn?, _ count: Int, _ isAscending: Bool
  ) -> String {
    let rank = isAscending ? "lowest" : "highest"
    let title = Python.literal("The \(count) rows with the \(rank) \(measure.label)")
    let first = name == nil ? "row 1" : "{ranked[name].iloc[0]}"
    let last = name == nil ? "row {len(ranked)}" : "{ranked[name].iloc[-1]}"
    let selection = isAscending ? "nsmallest" : "nlargest"
    return """
      measure, name, count = \(measure.python), \(name?.python ?? "\"rank\""), \(count)

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
      print(f"First: \(first) with {ranked[measure].iloc[0]:,.2f}")
      print(f"Last shown: \(last) with {ranked[measure].iloc[-1]:,.2f}")
      share = 100 * ranked[measure].sum() / df[measure].sum()
      print(f"Sum of the {len(ranked)} shown: {ranked[measure].sum():,.2f} ({share:.1f} % of the total)")
      print(f"Overall average {measure}: {df[measure].mean():,.2f}")
      """
  }
}
