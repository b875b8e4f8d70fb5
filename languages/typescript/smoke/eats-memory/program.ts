const blocks: number[][] = [];
while (true) {
  blocks.push(new Array(1000000).fill(blocks.length));
}
