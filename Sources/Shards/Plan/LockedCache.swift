internal import Synchronization

/// Values that are made once for each key, whichever thread asks first.
final class LockedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let cells = Mutex<[Key: Cell]>([:])

  private final class Cell: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// The value of a key, made now if nobody asked before; others who ask for the same key wait.
  func value(_ key: Key, _ make: () -> Value) -> Value {
    let cell = cells.withLock { cells in
      let cell = cells[key] ?? Cell()
      cells[key] = cell
      return cell
    }
    return cell.value.withLock { value in
      if let value { return value }
      let made = make()
      value = made
      return made
    }
  }
}
