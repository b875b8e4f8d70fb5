(loop [blocks []]
  (recur (conj blocks (long-array 1000000))))
