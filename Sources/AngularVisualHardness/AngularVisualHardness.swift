// What users of the library import: statistics, tensors and networks under the product's own name.
@_exported public import Networks
@_exported public import Statistics
@_exported public import Tensors
