procedure Main is
   function Count (Start : Integer) return Integer is
      N : Integer := Start;
   begin
      while N /= 1 loop
         N := (N * 2) mod 7;
      end loop;
      return N;
   end Count;
begin
   pragma Assert (Count (0) = 1);
end Main;
