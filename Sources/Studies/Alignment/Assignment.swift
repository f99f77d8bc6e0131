/// The assignment of rows to columns with the largest sum (the Hungarian method).
///
/// Shortest augmenting paths with potentials. Source: Jonker and Volgenant 1987,
/// doi:10.1007/BF02278710. Complexity: O(n³).
enum Assignment {
  /// For each row of a square matrix, its column.
  ///
  /// - Parameters:
  ///   - gains: The matrix, row by row.
  ///   - size: The number of rows and of columns.
  /// - Returns: A permutation of the columns.
  static func best(_ gains: [Double], size: Int) -> [Int] {
    precondition(gains.count == size * size, "gains are not a square matrix")
    guard size > 0 else { return [] }
    // Rows and columns are counted from 1; 0 is the start of every path.
    var rowPotential = [Double](repeating: 0, count: size + 1)
    var columnPotential = [Double](repeating: 0, count: size + 1)
    var rowOfColumn = [Int](repeating: 0, count: size + 1)
    var previous = [Int](repeating: 0, count: size + 1)
    for row in 1...size {
      rowOfColumn[0] = row
      var column = 0
      var distance = [Double](repeating: .infinity, count: size + 1)
      var isUsed = [Bool](repeating: false, count: size + 1)
      repeat {
        isUsed[column] = true
        let current = rowOfColumn[column]
        var smallest = Double.infinity
        var next = 0
        for other in 1...size where !isUsed[other] {
          let cost = -gains[(current - 1) * size + other - 1]
          let reduced = cost - rowPotential[current] - columnPotential[other]
          if reduced < distance[other] {
            distance[other] = reduced
            previous[other] = column
          }
          if distance[other] < smallest {
            smallest = distance[other]
            next = other
          }
        }
        for other in 0...size {
          if isUsed[other] {
            rowPotential[rowOfColumn[other]] += smallest
            columnPotential[other] -= smallest
          } else {
            distance[other] -= smallest
          }
        }
        column = next
      } while rowOfColumn[column] != 0
      repeat {
        let next = previous[column]
        rowOfColumn[column] = rowOfColumn[next]
        column = next
      } while column != 0
    }
    var result = [Int](repeating: 0, count: size)
    for column in 1...size { result[rowOfColumn[column] - 1] = column - 1 }
    return result
  }
}
