extension HTMLTemplate {
  /// What the report was made from and with.
  static let provenance = """
    <dl class="facts">
    {{#facts}}
    <div><dt>{{name}}</dt><dd>{{value}}</dd></div>
    {{/facts}}
    </dl>
    {{#inputs}}
    {{>table}}
    {{/inputs}}

    """

  /// The runs of a text; on one line, since spaces count.
  static let prose =
    "{{#runs}}"
    + "{{#plain}}{{plain}}{{/plain}}"
    + "{{#term}}<abbr title=\"{{meaning}}\">{{term}}</abbr>{{/term}}"
    + "{{#name}}<bdi>{{name}}</bdi>{{/name}}"
    + "{{#emphasis}}<em>{{emphasis}}</em>{{/emphasis}}"
    + "{{#strong}}<strong>{{strong}}</strong>{{/strong}}"
    + "{{#code}}<code>{{code}}</code>{{/code}}"
    + "{{#citation}}<a class=\"citation\" href=\"#reference-{{citation}}\">[{{author}}]</a>"
    + "{{/citation}}"
    + "{{/runs}}"

  /// A figure.
  static let figure = """
    <figure id="figure-{{id}}"{{#compact}} class="compact"{{/compact}}>
    {{#svg}}
    <div class="picture" tabindex="0" role="region" aria-label="{{figureTitle}}">{{{svg}}}</div>
    {{/svg}}
    <figcaption><b>{{figureTitle}}.</b> {{#caption}}{{>prose}}{{/caption}}
    {{#replacement}} <span class="no-data">{{replacement}}</span>{{/replacement}}
    <span class="links"><a href="{{file}}">data</a> · <a href="{{script}}">gnuplot script</a></span>
    {{#values}}
    <details{{^svg}} open{{/svg}}>
    <summary>Values</summary>
    {{>table}}
    </details>
    {{/values}}
    </figcaption>
    </figure>

    """

  /// Images beside each other.
  static let gallery = """
    <div class="gallery">
    <h3>{{title}}</h3>
    <ul>
    {{#cards}}
    <li>{{#source}}<img src="{{source}}" alt="{{image}}">{{/source}}<b><bdi>{{class}}</bdi></b>
    <span class="bar" role="img" aria-label="{{votes}}"><span style="width:{{percent}}%"></span>{{#other}}<span class="other" style="width:{{other}}%"></span>{{/other}}</span>
    <span>{{votes}}{{#majority}}; most said <bdi>{{majority}}</bdi>{{/majority}}</span>
    {{#scores}}
    <span>{{name}} {{value}}</span>
    {{/scores}}
    {{#predicted}}
    <span>network: <bdi>{{predicted}}</bdi></span>
    {{/predicted}}
    <span class="code">{{#address}}<a href="{{address}}" rel="noreferrer">{{/address}}<bdi>{{image}}</bdi>{{#address}}</a>{{/address}}</span></li>
    {{/cards}}
    </ul>
    </div>

    """

  /// A table, below its caption: inside, the caption would be cut where the table is, and as wide.
  static let table = """
    {{#caption}}
    <p class="caption"{{#tableID}} id="caption-{{tableID}}"{{/tableID}}>{{>prose}}{{#link}} <a href="{{link}}">CSV</a>{{/link}}</p>
    {{/caption}}
    <div class="table"{{#tableID}} id="table-{{tableID}}"{{/tableID}} tabindex="0" role="region" aria-label="Table {{label}}">
    <table{{#tableID}} aria-labelledby="caption-{{tableID}}"{{/tableID}}>
    <thead><tr>{{#headings}}{{#blank}}<td></td>{{/blank}}{{^blank}}<th scope="col"{{#number}} class="n"{{/number}}><bdi>{{text}}</bdi></th>{{/blank}}{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}<td{{#number}} class="n"{{/number}}{{#sort}} data-v="{{sort}}"{{/sort}}>{{#name}}<bdi>{{text}}</bdi>{{/name}}{{^name}}{{text}}{{/name}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    {{#note}}
    <p class="note">{{note}}</p>
    {{/note}}
    </div>

    """
}
