/// The works behind the methods of the tool, ready to be cited.
package enum Bibliography {
  /// Every entry that the tool knows.
  package static let all: [BibliographyEntry] = [
    BibliographyEntry(
      key: "chen2020", kind: "inproceedings",
      author: "Chen, Beidi and Liu, Weiyang and Yu, Zhiding and Kautz, Jan and Shrivastava, "
        + "Anshumali and Garg, Animesh and Anandkumar, Animashree",
      title: "Angular Visual Hardness", year: 2020,
      fields: [
        .init("booktitle", "Proceedings of the 37th International Conference on Machine Learning"),
        .init("volume", "119"), .init("pages", "1637--1648"),
        .init("url", "https://arxiv.org/abs/1912.02279"),
      ]),
    BibliographyEntry(
      key: "peng2022", kind: "inproceedings",
      author: "Peng, Bohua and Islam, Mobarakol and Tu, Mei",
      title: "Angular Gap: Reducing the Uncertainty of Image Difficulty through Model Calibration",
      year: 2022,
      fields: [
        .init("booktitle", "Proceedings of the 30th ACM International Conference on Multimedia"),
        .init("pages", "979--987"), .init("doi", "10.1145/3503161.3548289"),
        .init("url", "https://arxiv.org/abs/2207.08525"),
      ]),
    BibliographyEntry(
      key: "peterson2019", kind: "inproceedings",
      author: "Peterson, Joshua C. and Battleday, Ruairidh M. and Griffiths, Thomas L. and "
        + "Russakovsky, Olga",
      title: "Human Uncertainty Makes Classification More Robust", year: 2019,
      fields: [
        .init("booktitle", "IEEE/CVF International Conference on Computer Vision"),
        .init("pages", "9617--9626"), .init("doi", "10.1109/ICCV.2019.00971"),
      ]),
    BibliographyEntry(
      key: "recht2019", kind: "inproceedings",
      author: "Recht, Benjamin and Roelofs, Rebecca and Schmidt, Ludwig and Shankar, Vaishaal",
      title: "Do ImageNet Classifiers Generalize to ImageNet?", year: 2019,
      fields: [
        .init("booktitle", "Proceedings of the 36th International Conference on Machine Learning"),
        .init("volume", "97"), .init("pages", "5389--5400"),
      ]),
    BibliographyEntry(
      key: "beyer2020", kind: "article",
      author: "Beyer, Lucas and Hénaff, Olivier J. and Kolesnikov, Alexander and Zhai, Xiaohua and "
        + "van den Oord, Aäron",
      title: "Are We Done with ImageNet?", year: 2020,
      fields: [
        .init("journal", "arXiv preprint"), .init("url", "https://arxiv.org/abs/2006.07159"),
      ]),
    BibliographyEntry(
      key: "geirhos2021", kind: "inproceedings",
      author: "Geirhos, Robert and Narayanappa, Kantharaju and Mitzkus, Benjamin and Thieringer, "
        + "Tizian and Bethge, Matthias and Wichmann, Felix A. and Brendel, Wieland",
      title: "Partial Success in Closing the Gap between Human and Machine Vision", year: 2021,
      fields: [.init("booktitle", "Advances in Neural Information Processing Systems 34")]),
    BibliographyEntry(
      key: "steiger1980", kind: "article", author: "Steiger, James H.",
      title: "Tests for Comparing Elements of a Correlation Matrix", year: 1980,
      fields: [
        .init("journal", "Psychological Bulletin"), .init("volume", "87"), .init("number", "2"),
        .init("pages", "245--251"), .init("doi", "10.1037/0033-2909.87.2.245"),
      ]),
    BibliographyEntry(
      key: "meng1992", kind: "article",
      author: "Meng, Xiao-Li and Rosenthal, Robert and Rubin, Donald B.",
      title: "Comparing Correlated Correlation Coefficients", year: 1992,
      fields: [
        .init("journal", "Psychological Bulletin"), .init("volume", "111"), .init("number", "1"),
        .init("pages", "172--175"), .init("doi", "10.1037/0033-2909.111.1.172"),
      ]),
    BibliographyEntry(
      key: "zou2007", kind: "article", author: "Zou, Guang Yong",
      title: "Toward Using Confidence Intervals to Compare Correlations", year: 2007,
      fields: [
        .init("journal", "Psychological Methods"), .init("volume", "12"), .init("number", "4"),
        .init("pages", "399--413"), .init("doi", "10.1037/1082-989X.12.4.399"),
      ]),
    BibliographyEntry(
      key: "bonett2000", kind: "article", author: "Bonett, Douglas G. and Wright, Thomas A.",
      title: "Sample Size Requirements for Estimating Pearson, Kendall and Spearman Correlations",
      year: 2000,
      fields: [
        .init("journal", "Psychometrika"), .init("volume", "65"), .init("number", "1"),
        .init("pages", "23--28"), .init("doi", "10.1007/BF02294183"),
      ]),
    BibliographyEntry(
      key: "holm1979", kind: "article", author: "Holm, Sture",
      title: "A Simple Sequentially Rejective Multiple Test Procedure", year: 1979,
      fields: [
        .init("journal", "Scandinavian Journal of Statistics"), .init("volume", "6"),
        .init("number", "2"), .init("pages", "65--70"),
      ]),
    BibliographyEntry(
      key: "wilson1927", kind: "article", author: "Wilson, Edwin B.",
      title: "Probable Inference, the Law of Succession, and Statistical Inference", year: 1927,
      fields: [
        .init("journal", "Journal of the American Statistical Association"),
        .init("volume", "22"), .init("number", "158"), .init("pages", "209--212"),
        .init("doi", "10.1080/01621459.1927.10502953"),
      ]),
    BibliographyEntry(
      key: "spearman1904", kind: "article", author: "Spearman, Charles",
      title: "The Proof and Measurement of Association between Two Things", year: 1904,
      fields: [
        .init("journal", "The American Journal of Psychology"), .init("volume", "15"),
        .init("number", "1"), .init("pages", "72--101"), .init("doi", "10.2307/1412159"),
      ]),
    BibliographyEntry(
      key: "dawid1979", kind: "article", author: "Dawid, A. P. and Skene, A. M.",
      title: "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm",
      year: 1979,
      fields: [
        .init("journal", "Applied Statistics"), .init("volume", "28"), .init("number", "1"),
        .init("pages", "20--28"), .init("doi", "10.2307/2346806"),
      ]),
    BibliographyEntry(
      key: "guo2017", kind: "inproceedings",
      author: "Guo, Chuan and Pleiss, Geoff and Sun, Yu and Weinberger, Kilian Q.",
      title: "On Calibration of Modern Neural Networks", year: 2017,
      fields: [
        .init("booktitle", "Proceedings of the 34th International Conference on Machine Learning"),
        .init("volume", "70"), .init("pages", "1321--1330"),
      ]),
    BibliographyEntry(
      key: "bates2015", kind: "article",
      author: "Bates, Douglas and Maechler, Martin and Bolker, Ben and Walker, Steve",
      title: "Fitting Linear Mixed-Effects Models Using lme4", year: 2015,
      fields: [
        .init("journal", "Journal of Statistical Software"), .init("volume", "67"),
        .init("number", "1"), .init("pages", "1--48"), .init("doi", "10.18637/jss.v067.i01"),
      ]),
    BibliographyEntry(
      key: "kuznetsova2017", kind: "article",
      author: "Kuznetsova, Alexandra and Brockhoff, Per B. and Christensen, Rune H. B.",
      title: "lmerTest Package: Tests in Linear Mixed Effects Models", year: 2017,
      fields: [
        .init("journal", "Journal of Statistical Software"), .init("volume", "82"),
        .init("number", "13"), .init("pages", "1--26"), .init("doi", "10.18637/jss.v082.i13"),
      ]),
    BibliographyEntry(
      key: "bloom1995", kind: "article", author: "Bloom, Howard S.",
      title: "Minimum Detectable Effects: A Simple Way to Report the Statistical Power of "
        + "Experimental Designs", year: 1995,
      fields: [
        .init("journal", "Evaluation Review"), .init("volume", "19"), .init("number", "5"),
        .init("pages", "547--556"), .init("doi", "10.1177/0193841X9501900504"),
      ]),
    BibliographyEntry(
      key: "geirhos2020", kind: "inproceedings",
      author: "Geirhos, Robert and Meding, Kristof and Wichmann, Felix A.",
      title:
        "Beyond Accuracy: Quantifying Trial-by-Trial Behaviour of CNNs and Humans by Measuring "
        + "Error Consistency", year: 2020,
      fields: [
        .init("booktitle", "Advances in Neural Information Processing Systems"),
        .init("volume", "33"), .init("url", "https://arxiv.org/abs/2006.16736"),
      ]),
    BibliographyEntry(
      key: "klein2025", kind: "article",
      author: "Klein, Thomas and Meyen, Sascha and Brendel, Wieland and Wichmann, Felix A. and "
        + "Meding, Kristof",
      title:
        "Quantifying Uncertainty in Error Consistency: Towards Reliable Behavioral Comparison of "
        + "Classifiers", year: 2025,
      fields: [.init("journal", "arXiv"), .init("url", "https://arxiv.org/abs/2507.06645")]),
    BibliographyEntry(
      key: "rajalingham2018", kind: "article",
      author: "Rajalingham, Rishi and Issa, Elias B. and Bashivan, Pouya and Kar, Kohitij and "
        + "Schmidt, Kailyn and DiCarlo, James J.",
      title:
        "Large-Scale, High-Resolution Comparison of the Core Visual Object Recognition Behavior of "
        + "Humans, Monkeys, and State-of-the-Art Deep Artificial Neural Networks", year: 2018,
      fields: [
        .init("journal", "Journal of Neuroscience"), .init("volume", "38"), .init("number", "33"),
        .init("pages", "7255--7269"), .init("doi", "10.1523/JNEUROSCI.0388-18.2018"),
      ]),
  ]

  /// The entries with some keys, in the order of the keys; unknown keys are left out.
  package static func entries(_ keys: [String]) -> [BibliographyEntry] {
    keys.compactMap { key in all.first { $0.key == key } }
  }
}
