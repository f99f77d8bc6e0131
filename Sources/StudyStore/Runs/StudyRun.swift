package import StudyValues

/// One model on the images of a data set, in one condition and at one step of training.
package struct StudyRun: Equatable, Sendable {
  /// What gives the scores.
  package enum ModelKind: String, CaseIterable, Codable, Sendable {
    /// One network.
    case network
    /// Several networks.
    case ensemble
    /// Another program.
    case external
  }

  /// A number or a text that tells runs apart.
  package enum Parameter: Codable, Equatable, Sendable {
    /// A number.
    case number(Double)
    /// A text.
    case text(String)

    /// Reads a JSON number or string.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    /// Writes a JSON number or string.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  /// The parameter that says to which precision scores are rounded: `double`, or single without it.
  ///
  /// It is recorded only, so it tells no runs apart.
  package static let rounding = "rounding"

  /// The name of the data set.
  package var dataset: String
  /// The name of the model.
  package var model: String
  /// What gives the scores.
  package var kind: ModelKind
  /// What the run is for.
  package var role: RunRole
  /// How the images were altered, nil for unaltered ones.
  package var condition: String?
  /// The level within the condition.
  package var level: Double?
  /// The training step.
  package var step: Int?
  /// Whatever else tells runs apart, or is recorded with them.
  package var parameters: [String: Parameter]
  /// The SHA-256 of each input file, by its purpose.
  package var inputs: [String: String]

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - dataset: The name of the data set.
  ///   - model: The name of the model.
  ///   - kind: What gives the scores.
  ///   - role: What the run is for.
  ///   - condition: How the images were altered.
  ///   - level: The level within the condition.
  ///   - step: The training step.
  ///   - parameters: Whatever else tells runs apart.
  ///   - inputs: The SHA-256 of each input file, by its purpose.
  package init(
    dataset: String, model: String, kind: ModelKind = .network, role: RunRole = .final,
    condition: String? = nil, level: Double? = nil, step: Int? = nil,
    parameters: [String: Parameter] = [:], inputs: [String: String] = [:]
  ) {
    self.dataset = dataset
    self.model = model
    self.kind = kind
    self.role = role
    self.condition = condition
    self.level = level
    self.step = step
    self.parameters = parameters
    self.inputs = inputs
  }

  /// What no two runs share.
  ///
  /// A model has one final run a condition, whatever its parameters.
  var identity: String {
    get throws {
      struct Identity: Encodable {
        let dataset, model, role: String
        let condition: String?
        let level: Double?
        let step: Int?
        let parameters: [String: Parameter]?
      }
      return try JSONText.encode(
        Identity(
          dataset: dataset, model: model, role: role.rawValue, condition: condition, level: level,
          step: step,
          parameters: role == .final ? nil : parameters.filter { $0.key != Self.rounding }))
    }
  }

  /// The run in words, for messages.
  package var summary: String {
    var parts = [role.rawValue]
    if let condition { parts.append(condition) }
    if let level { parts.append("at level \(level)") }
    if let step { parts.append("at step \(step)") }
    return parts.joined(separator: " ")
  }
}

/// One stored run.
package struct StoredRun: Equatable, Sendable {
  /// The key in the table `run`.
  package let id: Int64
  /// What the run is.
  package let run: StudyRun
  /// The number of images scored.
  package let images: Int
  /// The names of the scores of other programs that are stored with the run.
  package let externalScores: [String]
}

/// What storing a run did.
package enum RunOutcome: Equatable, Sendable {
  /// The run was stored.
  case stored(RunCounts)
  /// The same run from the same inputs was stored before; nothing was done.
  case alreadyPresent(id: Int64)

  /// The key in the table `run`.
  package var id: Int64 {
    switch self {
    case .stored(let counts): counts.id
    case .alreadyPresent(let id): id
    }
  }
}

/// The counts of a stored run.
package struct RunCounts: Equatable, Sendable {
  /// The key in the table `run`.
  package var id: Int64
  /// The images scored.
  package var images = 0
  /// The images that were added to the data set.
  package var imagesCreated = 0
  /// The images that the data set does not have; their scores are not stored.
  package var imagesUnknown = 0
  /// The names that fit several images; their scores are not stored.
  package var imagesAmbiguous = 0
  /// Up to ten names of images that are unknown or fit several.
  package var imageExamples: [String] = []
  /// The images whose target class differs from the data set's true class.
  package var labelConflicts = 0
  /// What to say about names that fit by another way to write them; nil without any.
  package var note: String?
}
