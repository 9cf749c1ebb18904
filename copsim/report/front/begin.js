// The rest of the script is in the page, compressed as its numbers are; readable in copsim/report/front.

unzipped(bytesOf($text("code"))).then(bytes => {
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(bytes);
  document.body.append(script);
});
