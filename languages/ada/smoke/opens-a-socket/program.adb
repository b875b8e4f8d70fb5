with GNAT.Sockets; use GNAT.Sockets;

--  An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
procedure Main is
   Socket : Socket_Type;
begin
   Create_Socket (Socket);
   Connect_Socket (Socket, (Family => Family_Inet, Addr => Inet_Addr ("192.0.2.1"), Port => 80));
end Main;
