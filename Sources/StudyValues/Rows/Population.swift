package import Statistics

/// What is a random sample in the statement that a row makes.
package typealias Population = SamplingPopulation
