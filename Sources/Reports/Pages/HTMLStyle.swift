/// The style sheets of the two pages: light, dark and print, without any file from elsewhere.
enum HTMLStyle {
  /// What both pages share.
  static let sheet = """
    :root {
      --text: #1d2329; --soft: #525c66; --back: #ffffff; --card: #f3f6f8; --line: #d4dae0;
      --link: #1a5a8a; --notice: #7a4b00; --notice-back: #fff5dd; --bar: #31688e;
      --good: #0b5d3b; --good-back: #dff3e8; --bad: #8a1f11; --bad-back: #fbe4e0;
      --open: #4a4f55; --open-back: #e8ebee;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --text: #e4e8ec; --soft: #aab4be; --back: #15191d; --card: #1f252b; --line: #3a434c;
        --link: #7cbcf0; --notice: #ffd58a; --notice-back: #3a2e14; --bar: #6ea8cc;
        --good: #9fe3bf; --good-back: #12382a; --bad: #ffb4a8; --bad-back: #47201a;
        --open: #d0d6dc; --open-back: #2c333a;
      }
    }
    * { box-sizing: border-box; }
    html { font-size: 16px; }
    body {
      margin: 0 auto; background: var(--back); color: var(--text); line-height: 1.5;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
    }
    h1 { font-size: 1.65rem; line-height: 1.2; margin: 0 0 .35rem; }
    h2 { font-size: 1.2rem; line-height: 1.25; margin: 0; }
    h3 { font-size: .95rem; margin: 0 0 .3rem; }
    p { max-width: 48rem; margin: 0 0 .7rem; }
    a { color: var(--link); }
    code, .code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: .85em; }
    .code { color: var(--soft); font-weight: 400; }
    abbr { text-decoration: underline dotted var(--soft); cursor: help; }
    .notice {
      background: var(--notice-back); color: var(--notice); padding: .5rem .8rem; max-width: none;
      border-left: 4px solid currentColor; font-weight: 600;
    }
    .no-data { color: var(--soft); font-style: italic; }
    .note, .caption, figcaption { font-size: .85rem; color: var(--soft); line-height: 1.4; }
    .table { overflow-x: auto; margin: .8rem 0 1.1rem; }
    .caption { margin: .8rem 0 .35rem; }
    .caption + .table { margin-top: 0; }
    table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; line-height: 1.35; }
    thead th, thead td { border-top: 1.5px solid var(--text); border-bottom: 1px solid var(--text); }
    tbody tr:last-child > * { border-bottom: 1.5px solid var(--text); }
    th, td { padding: .16rem .7rem .16rem 0; text-align: left; vertical-align: top; }
    td { max-width: 26rem; overflow-wrap: break-word; }

    th { font-weight: 600; vertical-align: bottom; }
    th.n, td.n { text-align: right; padding-left: .7rem; white-space: nowrap; }
    th.n { white-space: normal; }
    figure { margin: .9rem 0 1.1rem; }
    .picture { background: #ffffff; overflow-x: auto; border-radius: 4px; }
    .picture svg { display: block; max-width: 100%; height: auto; }
    .links { white-space: nowrap; }
    @media (max-width: 45rem) { .picture svg { min-width: 40rem; max-width: none; } .compact .picture svg { min-width: 0; max-width: 100%; } }
    figcaption { margin-top: .3rem; max-width: 62rem; }
    figcaption b { color: var(--text); }
    details { margin-top: .4rem; }
    summary { cursor: pointer; }
    dl { margin: 0; font-size: .85rem; }
    dt { font-weight: 600; }
    dd { margin: 0; color: var(--soft); }
    .facts div { display: grid; grid-template-columns: 7rem 1fr; }
    .facts dd { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; overflow-wrap: anywhere; }
    .gallery ul { list-style: none; margin: 0 0 .9rem; padding: 0; display: grid; gap: .6rem; grid-template-columns: repeat(auto-fill, minmax(10.2rem, 1fr)); }
    .gallery li { background: var(--card); border-radius: 5px; padding: .45rem .6rem; font-size: .8rem; line-height: 1.35; display: flex; flex-direction: column; overflow-wrap: anywhere; }
    .gallery img { width: 100%; height: 5.5rem; object-fit: contain; image-rendering: pixelated; margin-bottom: .3rem; }
    .bar { display: flex; height: .45rem; background: var(--line); margin: .2rem 0; border-radius: 2px; overflow: hidden; }
    .bar span { height: 100%; background: var(--bar); }
    .bar .other { opacity: .45; }

    """

  /// What only the page for reading has.
  static let readingSheet = """
    body { max-width: 70rem; padding: 1.1rem 1.25rem 2rem; }
    .question { font-size: 1.05rem; color: var(--soft); max-width: none; margin-bottom: .6rem; }
    .summary { background: var(--card); padding: .6rem 1rem .1rem; border-radius: 6px; }
    .summary p { max-width: none; margin-bottom: .5rem; font-size: 1.02rem; }
    .claims { margin: .4rem 0 .9rem; }
    .claims table { width: 100%; }
    .claims th[scope=row] { vertical-align: top; width: 20%; }
    .claims td { max-width: none; }
    .claims td:nth-child(2) { width: 33%; color: var(--soft); }
    .claims td:nth-child(3) { white-space: nowrap; }
    .verdict { display: inline-block; padding: 0 .45rem; border-radius: 4px; font-weight: 600; background: var(--open-back); color: var(--open); }
    .verdict.supported { background: var(--good-back); color: var(--good); }
    .verdict.contradicted { background: var(--bad-back); color: var(--bad); }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .95rem; padding: 0; margin: .3rem 0 0; font-size: .8rem; }
    .appendix { font-weight: 600; }
    main > section:not(#summary) { border-top: 1px solid var(--line); padding-top: .7rem; margin-top: .9rem; }
    main > section > h2 { margin-bottom: .45rem; }
    .figures { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
    .figures > figure { flex: 1 1 100%; min-width: 0; }
    .figures > figure.compact { flex: 1 1 30rem; }
    .compact .picture { max-width: 540px; }
    .beside { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: flex-start; }
    .beside > div { flex: 1 1 20rem; min-width: 0; }
    .beside > figure { flex: 1 1 30rem; min-width: 0; margin-top: 0; }
    .beside table { width: 100%; }
    th, td { padding-top: .1rem; padding-bottom: .1rem; }
    td.n { white-space: normal; }
    .caption { max-width: 62rem; }
    td:first-child { min-width: 5.5rem; }
    .more { font-size: .85rem; max-width: none; }
    #section-methods { columns: 2 26rem; column-gap: 2.5rem; }
    #section-methods h2 { column-span: all; }
    #section-methods p { font-size: .9rem; }
    #glossary dl { columns: 3 18rem; column-gap: 2rem; }
    #glossary div { break-inside: avoid; margin-bottom: .45rem; }
    .references { padding-left: 1.1rem; font-size: .8rem; columns: 2 26rem; column-gap: 2rem; margin: 0; }
    .references li { margin-bottom: .25rem; overflow-wrap: anywhere; break-inside: avoid; }
    @media (max-width: 45rem) {
      .claims thead { display: none; }
      .claims table, .claims tr, .claims tbody, .claims th[scope=row], .claims td { display: block; min-width: 0; width: auto; }
      .claims td:nth-child(n) { width: auto; white-space: normal; }
      .claims tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
    }
    @page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
    @media print {
      :root {
        --text: #000; --soft: #333; --back: #fff; --card: #f3f6f8; --line: #999; --link: #000;
        --notice: #000; --notice-back: #fff; --good: #000; --bad: #000; --open: #000;
        --good-back: #fff; --bad-back: #fff; --open-back: #fff; --bar: #555;
      }
      html { font-size: 8.5pt; }
      body { max-width: none; padding: 0; }
      nav, .more, .links-only { display: none; }
      abbr { text-decoration: none; }
      h2, .caption { break-after: avoid; }
      figure, .summary, tr, .gallery li { break-inside: avoid; }
      thead { display: table-header-group; }
      .table { overflow: visible; }
      .table table { max-width: 100%; }
      th.n, td.n { padding-left: .35rem; padding-right: .35rem; }
      .gallery ul { grid-template-columns: repeat(6, 1fr); }
      .gallery img { height: 16mm; }
    }

    """

  /// What only the appendix has.
  static let appendixSheet = """
    body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 0 2rem; padding: 0 1.25rem; max-width: 100rem; }
    body > nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.1rem 0; font-size: .85rem; }
    body > nav ul { list-style: none; padding-left: .8rem; margin: 0 0 .8rem; border-left: 2px solid var(--line); }
    body > nav .group { font-weight: 600; margin: 0 0 .25rem; }
    main > h2 { margin: 1.4rem 0 .5rem; }
    body > nav li { margin-bottom: .3rem; }
    main { padding: 1.1rem 0 3rem; min-width: 0; }
    main > section { border-top: 1px solid var(--line); padding: .5rem 0; }
    summary h2, summary h3 { display: inline; font-size: 1.05rem; }
    section > details > p { margin-top: .7rem; }
    .table { max-height: 36rem; overflow: auto; }
    thead th { position: sticky; top: 0; background: var(--back); z-index: 2; }
    td:first-child, th:first-child { position: sticky; left: 0; background: var(--back); z-index: 1; }
    thead th:first-child { z-index: 3; }
    th button { background: none; border: 0; padding: 0; margin: 0; font: inherit; color: inherit; text-align: inherit; cursor: pointer; }
    th button:focus-visible { outline: 2px solid var(--link); }
    th[aria-sort=ascending] button::after { content: " ▲"; font-size: .7em; }
    th[aria-sort=descending] button::after { content: " ▼"; font-size: .7em; }
    figure .picture { max-width: 70rem; }
    @media (max-width: 52rem) {
      body { display: block; }
      body > nav { position: static; height: auto; }
    }
    @page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
    @media print {
      html { font-size: 8pt; }
      body { display: block; }
      body > nav { display: none; }
      .table { max-height: none; overflow: visible; }
      thead th, td:first-child, th:first-child { position: static; }
      thead { display: table-header-group; }
      tr, figure { break-inside: avoid; }
    }

    """
}
