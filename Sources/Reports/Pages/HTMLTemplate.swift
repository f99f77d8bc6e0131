internal import Mustache

/// The Mustache templates of the two pages; two braces escape, three do not.
enum HTMLTemplate {
  /// The parts that both pages share.
  static func library() throws -> MustacheLibrary {
    var library = MustacheLibrary()
    try library.register(prose, named: "prose")
    try library.register(table, named: "table")
    try library.register(figure, named: "figure")
    try library.register(gallery, named: "gallery")
    try library.register(provenance, named: "provenance")
    return library
  }

  /// The head of a page.
  private static let head = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{{{policy}}}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">

    """

  /// The page for reading.
  static let page =
    head + """
      <title>{{title}}</title>
      <style>
      {{{style}}}
      </style>
      </head>
      <body>
      <header>
      <h1><bdi>{{title}}</bdi></h1>
      {{#firstLine}}
      <p class="notice">{{>prose}}</p>
      {{/firstLine}}
      {{#question}}
      <p class="question">{{>prose}}</p>
      {{/question}}
      </header>
      <main>
      {{#hasSummary}}
      <section id="summary" class="summary" aria-label="Summary">
      {{#summary}}
      <p>{{>prose}}</p>
      {{/summary}}
      </section>
      {{/hasSummary}}
      {{#first}}
      {{>figure}}
      {{/first}}
      {{#hasClaims}}
      <div id="claims">
      <div class="table claims" tabindex="0" role="region" aria-label="Claims">
      <table>
      <thead><tr><th scope="col">Claim</th><th scope="col">Expected</th><th scope="col">The data say</th><th scope="col">Because</th></tr></thead>
      <tbody>
      {{#claims}}
      <tr><th scope="row"><bdi>{{text}}</bdi> <span class="code">{{id}}</span></th><td>{{prediction}}</td><td><span class="verdict {{word}}">{{verdict}}</span></td><td>{{#reason}}{{>prose}}{{/reason}}</td></tr>
      {{/claims}}
      </tbody>
      </table>
      </div>
      </div>
      {{/hasClaims}}
      <nav aria-label="Contents">
      <ul>
      {{#sections}}
      <li><a href="#section-{{id}}">{{heading}}</a></li>
      {{/sections}}
      <li><a href="#provenance">Provenance</a></li>
      {{#appendix}}
      <li><a class="appendix" href="{{appendix}}">Everything else: the appendix</a></li>
      {{/appendix}}
      </ul>
      </nav>
      {{#sections}}
      <section id="section-{{id}}"{{#linksOnly}} class="links-only"{{/linksOnly}}>
      <h2><bdi>{{heading}}</bdi></h2>
      {{#noData}}
      <p class="no-data">No data: {{reason}}</p>
      {{/noData}}
      {{#beside}}
      <div class="beside"><div>
      {{/beside}}
      {{#paragraphs}}
      <p>{{>prose}}</p>
      {{/paragraphs}}
      {{#tableInside}}
      {{#tables}}
      {{>table}}
      {{/tables}}
      {{/tableInside}}
      {{#beside}}
      </div>
      {{#figures}}
      {{>figure}}
      {{/figures}}
      </div>
      {{/beside}}
      {{^tableInside}}
      {{#tables}}
      {{>table}}
      {{/tables}}
      {{/tableInside}}
      {{^beside}}
      <div class="figures">
      {{#figures}}
      {{>figure}}
      {{/figures}}
      </div>
      {{/beside}}
      {{#galleries}}
      {{>gallery}}
      {{/galleries}}
      {{#hasMore}}
      <p class="more">In the appendix: {{#more}}{{#separator}} · {{/separator}}<a href="appendix.html#section-{{id}}"><bdi>{{title}}</bdi></a>{{/more}}</p>
      {{/hasMore}}
      </section>
      {{/sections}}
      {{#hasGlossary}}
      <section id="glossary">
      <h2>Words</h2>
      <dl>
      {{#glossary}}
      <div><dt>{{name}}</dt><dd>{{meaning}}</dd></div>
      {{/glossary}}
      </dl>
      </section>
      {{/hasGlossary}}
      {{#hasReferences}}
      <section id="references">
      <h2>References</h2>
      <ul class="references">
      {{#references}}
      <li id="reference-{{key}}">{{text}}</li>
      {{/references}}
      </ul>
      </section>
      {{/hasReferences}}
      <section id="provenance">
      <h2>Provenance</h2>
      {{>provenance}}
      <p>The command line, the machine and the time are in <code>manifest.json</code>, every row in <code>report.json</code>.</p>
      </section>
      </main>
      </body>
      </html>

      """

  /// The appendix.
  static let appendix =
    head + """
      <title>Appendix: {{title}}</title>
      <style>
      {{{style}}}
      </style>
      </head>
      <body>
      <nav aria-label="Contents">
      <p><a href="index.html">The report</a></p>
      {{#groups}}
      <p class="group">{{group}}</p>
      <ul>
      {{#sections}}
      <li><a href="#section-{{id}}"><bdi>{{heading}}</bdi></a></li>
      {{/sections}}
      </ul>
      {{/groups}}
      <p class="group"><a href="#section-provenance">Provenance</a></p>
      </nav>
      <main>
      <h1>Appendix: <bdi>{{title}}</bdi></h1>
      {{#groups}}
      <h2>{{group}}</h2>
      {{#sections}}
      {{{html}}}
      {{/sections}}
      {{/groups}}
      <section id="section-provenance">
      <details>
      <summary><h2>Provenance</h2></summary>
      {{>provenance}}
      </details>
      </section>
      </main>
      <script>{{{script}}}</script>
      </body>
      </html>

      """

  /// A section of the appendix.
  static let appendixSection = """
    <section id="section-{{id}}">
    <details>
    <summary><h3><bdi>{{heading}}</bdi></h3></summary>
    {{#noData}}
    <p class="no-data">No data: {{reason}}</p>
    {{/noData}}
    {{#paragraphs}}
    <p>{{>prose}}</p>
    {{/paragraphs}}
    {{#tables}}
    {{>table}}
    {{/tables}}
    {{#figures}}
    {{>figure}}
    {{/figures}}
    {{#galleries}}
    {{>gallery}}
    {{/galleries}}
    </details>
    </section>
    """
}
