import ArgumentParser

/// The command line: one subcommand for each thing a person does with a study.
struct AVHCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "avh",
    abstract: "Do networks find the same images hard as people do?",
    discussion: """
      One SQLite file holds one study: people's votes on images, a network's scores
      of the same images, and what statistics say of both.

      EXAMPLES
        avh study run Studies/quickstart --out out/quickstart
        avh import study.db votes.csv --dataset photos --set crowd \\
            --map image=file,annotator=who,label=answer
        avh query study.db \\
            "SELECT model, spearman(avh, hsf) FROM image_hardness GROUP BY model"

      EXIT CODES
        0 done; 1 a failure, or a check that found something; 64 wrong usage;
        65 bad data; 66 a missing input; 73 something cannot be created;
        74 reading or writing failed; 130 and 143 interrupted.
      """,
    version: LibraryVersions.program,
    subcommands: [
      StudyCommand.self, ImportCommand.self, ScoreCommand.self, ImportScoresCommand.self,
      ImportImagesCommand.self,
      CheckCommand.self, CorrelateCommand.self, CompareCommand.self, RankCommand.self,
      AgreementCommand.self, ConsistencyCommand.self, CalibrateCommand.self,
      ScoresCommand.self, ShowCommand.self, QueryCommand.self, TablesCommand.self,
      SchemaCommand.self, ReportCommand.self, ExportCommand.self, SimulateCommand.self,
      VerifyCommand.self, DiffCommand.self, ExploreCommand.self, InfluenceCommand.self,
      ShardCommand.self, MergeCommand.self, LogCommand.self, ManCommand.self,
    ])
}
