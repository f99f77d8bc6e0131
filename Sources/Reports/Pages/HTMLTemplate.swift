/// The Mustache templates of `index.html`; two braces escape, three do not.
enum HTMLTemplate {
  /// The page.
  static let page = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <header>
    <h1>{{title}}</h1>
    {{#firstLine}}
    <p class="notice">{{>prose}}</p>
    {{/firstLine}}
    {{#question}}
    <p class="question">{{>prose}}</p>
    {{/question}}
    </header>
    <main>
    {{#hasSummary}}
    <section id="summary" class="summary">
    <h2>Summary</h2>
    {{#summary}}
    <p>{{>prose}}</p>
    {{/summary}}
    </section>
    {{/hasSummary}}
    <nav aria-label="Contents">
    <ol>
    {{#sections}}
    <li><a href="#section-{{id}}">{{heading}}</a></li>
    {{/sections}}
    <li><a href="#provenance">Provenance</a></li>
    </ol>
    </nav>
    {{#sections}}
    <section id="section-{{id}}">
    <h2>{{heading}}</h2>
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
    <figure id="figure-{{id}}">
    {{#svg}}
    <div class="picture">{{{svg}}}</div>
    {{/svg}}
    <figcaption><b>{{figureTitle}}.</b> {{#caption}}{{>prose}}{{/caption}}
    {{#replacement}} <span class="no-data">{{replacement}}</span>{{/replacement}}
    {{#svg}} <a href="{{file}}">CSV</a>{{/svg}}</figcaption>
    {{#values}}
    <details{{^svg}} open{{/svg}}>
    <summary>Values</summary>
    {{>table}}
    </details>
    {{/values}}
    </figure>
    {{/figures}}
    </section>
    {{/sections}}
    <section id="provenance">
    <h2>Provenance</h2>
    <dl>
    {{#facts}}
    <dt>{{name}}</dt><dd>{{value}}</dd>
    {{/facts}}
    </dl>
    {{#inputs}}
    {{>table}}
    {{/inputs}}
    <p>The command line, the machine and the time are in <code>manifest.json</code>.</p>
    </section>
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
    </main>
    </body>
    </html>

    """

  /// The runs of a text; on one line, since spaces count.
  static let prose =
    "{{#runs}}"
    + "{{#plain}}{{plain}}{{/plain}}"
    + "{{#emphasis}}<em>{{emphasis}}</em>{{/emphasis}}"
    + "{{#strong}}<strong>{{strong}}</strong>{{/strong}}"
    + "{{#code}}<code>{{code}}</code>{{/code}}"
    + "{{#citation}}<a class=\"citation\" href=\"#reference-{{citation}}\">[{{author}}]</a>"
    + "{{/citation}}"
    + "{{/runs}}"

  /// A table.
  static let table = """
    <div class="table"{{#tableID}} id="table-{{tableID}}"{{/tableID}}>
    <table>
    {{#caption}}
    <caption>{{>prose}}{{#link}} <a href="{{link}}">CSV</a>{{/link}}</caption>
    {{/caption}}
    <thead><tr>{{#headings}}<th scope="col"{{#number}} class="n"{{/number}}>{{text}}</th>{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}<td{{#number}} class="n"{{/number}}>{{text}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    {{#note}}
    <p class="note">{{note}}</p>
    {{/note}}
    </div>

    """
}
